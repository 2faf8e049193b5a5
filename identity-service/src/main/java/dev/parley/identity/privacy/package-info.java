/**
 * Data export and erasure. An account is deleted at once and purged a month later; then every service erases its data
 * of the person and confirms it. Promises:
 *
 * <ul>
 *   <li>from its deletion on sign-ins to an account are refused, and its tokens within a second; its address stays
 *       taken until it is purged;
 *   <li>the purge of an account and its event are one write: no service misses it;
 *   <li>an export has the part of every service, or is not ready: an unavailable service is asked again, and named. Any
 *       instance of this service resumes an export of another;
 *   <li>services that have not confirmed the erasure are listed. The required ones are in
 *       {@code contracts/erasure.txt}.
 * </ul>
 */
@NullMarked
package dev.parley.identity.privacy;

import org.jspecify.annotations.NullMarked;
