/**
 * Passwords: registration, sign-in and a recent sign-in by password, the change and the reset of a password, the rules
 * for new ones, their hashes, and the counts of wrong ones. Promises:
 *
 * <ul>
 *   <li>Of however many attempts at an account at once, five are checked; then its sign-in is locked for 15 minutes for
 *       that network, and known devices still sign in;
 *   <li>neither an answer nor its time tells which accounts exist, except at registration;
 *   <li>a new password ends the sessions of the old one; a mailed reset counts once, for ten minutes.
 * </ul>
 */
@NullMarked
package dev.parley.identity.password;

import org.jspecify.annotations.NullMarked;
