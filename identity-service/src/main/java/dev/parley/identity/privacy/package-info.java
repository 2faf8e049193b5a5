/**
 * What people may ask of what is known of them: to have it, and to have it gone. An account is deleted at once and
 * purged a month later; then every service erases what it holds and says so. Promises:
 *
 * <ul>
 *   <li>from its deletion on nobody signs in to an account, and its tokens are refused within a second; its address
 *       stays taken until it is purged;
 *   <li>that an account was purged, and the news of it, are one write: no service misses it;
 *   <li>an export has the part of every service, or is not ready: whoever is away is asked again, and named. Any copy
 *       of this service goes on with what another began;
 *   <li>who has not confirmed the erasure shows as that. Those who must are listed in {@code contracts/erasure.txt}.
 * </ul>
 */
@NullMarked
package dev.parley.identity.privacy;

import org.jspecify.annotations.NullMarked;
