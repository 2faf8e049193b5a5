/**
 * API clients: external programs that call the API in their own name, and the OAuth 2.0 token endpoint where they get
 * their tokens (RFC 6749, section 4.4).
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>A client can do only what its scopes allow; no scope makes it an administrator or a service.
 *   <li>A secret is shown once. Only its hash is stored.
 *   <li>After a rotation the previous secret stays valid for a day, unless it is revoked at once; then its tokens are
 *       revoked with it.
 *   <li>A client that is revoked gets no more tokens, and every service refuses its existing ones within a second.
 * </ul>
 */
@NullMarked
package dev.parley.identity.client;

import org.jspecify.annotations.NullMarked;
