/**
 * Access tokens: their signing keys, the classes that sign, verify and publish, and the tokens of services. No rules
 * beyond those of the standards, so no layers.
 *
 * <p>A key is published for a while before it signs ({@code parley.signing-keys.announced-for}) and until its last
 * token has expired: a verifier that caches keys for at most that long never meets a token of an unknown key. An
 * instance that cannot read the keys is not ready and gets no requests.
 */
@NullMarked
package dev.parley.identity.token;

import org.jspecify.annotations.NullMarked;
