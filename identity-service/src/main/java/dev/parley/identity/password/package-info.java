/**
 * Passwords: registration, sign-in and reauthentication, changing and resetting a password, the rules for new ones,
 * their hashes, and the counts of wrong ones. Promises:
 *
 * <ul>
 *   <li>Of any number of concurrent attempts for an account, five are checked; then its sign-in is locked for 15
 *       minutes for that network, and known devices still sign in;
 *   <li>neither a response nor its time reveals which accounts exist, except at registration;
 *   <li>a new password ends the existing sessions; a mailed reset token is valid once, for ten minutes.
 * </ul>
 */
@NullMarked
package dev.parley.identity.password;

import org.jspecify.annotations.NullMarked;
