/**
 * Access tokens: the keys they are signed with, who signs, checks and publishes them, and the tokens services get for
 * themselves. No rules beyond those of the standards, so no layers.
 *
 * <p>A key is published for a while before it signs ({@code parley.signing-keys.announced-for}) and until its last
 * token has expired: whoever caches keys for no longer than that never meets a token of a key unknown to them. A copy
 * that cannot read the keys is not ready and is asked for nothing.
 */
@NullMarked
package dev.parley.identity.token;

import org.jspecify.annotations.NullMarked;
