/**
 * API clients: programs of other teams that call the API in their own name, and the OAuth 2.0 token endpoint where they
 * get their tokens (RFC 6749, section 4.4).
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>A client can do what its scopes say and nothing else; no scope makes it an administrator or a service.
 *   <li>A secret is shown once. Of each only a hash is kept.
 *   <li>A new secret leaves the one before it good for a day, unless that is to end at once; then its tokens end with
 *       it.
 *   <li>A client that is revoked gets no more tokens, and every service refuses those it has within a second.
 * </ul>
 */
@NullMarked
package dev.parley.identity.client;

import org.jspecify.annotations.NullMarked;
