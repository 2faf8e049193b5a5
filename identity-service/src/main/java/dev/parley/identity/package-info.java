/**
 * Who people, guests and services are, and the tokens that say so.
 *
 * <p>Owns accounts ({@code users}), wrong passwords in a row ({@code login_attempts}), sessions
 * ({@code refresh_tokens}: one document per family of refresh tokens, of which it holds only hashes;
 * {@code sign_outs}), what people are called elsewhere ({@code linked_channels}), outgoing mail ({@code mails}) and the
 * tokens in it ({@code address_proofs}), which guest became which user ({@code guest_links}), who has confirmed an
 * erasure ({@code erasures}), what people asked to have ({@code exports}, {@code export_pieces}), API clients
 * ({@code api_clients}) and the keys of tokens ({@code signing_keys}).
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>An e-mail address, in whatever case, has one account; of two registrations at once one is refused.
 *   <li>A session has one good refresh token. Refreshing twice at once, or again within ten seconds, gives the same
 *       successor; an older token ends the session.
 *   <li>A session that has ended is written together with its event, so no service misses it; with Kafka reachable all
 *       refuse its tokens within a second.
 *   <li>Ending all sessions of a user, as after a new password, is stored before it begins: no sign-in or refresh at
 *       the same time survives it, nor does a session because the process died.
 *   <li>A guest becomes one user's, once.
 *   <li>A channel is verified for one account at most; no service acts on a link that is not.
 *   <li>The first confirmation of an address by a person who is not signed in to the account leaves nothing of what its
 *       registrant set up.
 *   <li>An address changes when it is confirmed at both ends, in a session of the account; deleting, exporting and
 *       changing the address need a password of the last 5 minutes.
 *   <li>Of however many guesses at an account at once, five are looked at; then nobody gets in for 15 minutes.
 *   <li>A mailed token counts once, for a limited time, for the address it was sent to, and only until a newer one is
 *       sent. Only its hash is stored. A new password ends the sessions of the old one.
 *   <li>Who registers is asked once to confirm the address, also when the process died right after the account was
 *       stored.
 *   <li>A mail that was asked for is sent at least once under one Message-ID, or given up with an error in the log; no
 *       secret of it is stored, nor anything personal once it is dealt with.
 *   <li>A new signing key costs nobody a token: it is known before it signs, and the one before it until its last token
 *       has expired.
 *   <li>An API client can do what its scopes say. When it is revoked, or a secret of it ends at once, the tokens end
 *       within a second, too.
 *   <li>An account that is deleted is out of reach at once; 30 days later nothing is left of it here, and every service
 *       hears so. Who has not confirmed shows.
 *   <li>Nobody learns from an answer or its time which accounts exist, except by registering.
 * </ul>
 *
 * <p>Events of one account, of one session and of one guest's link each stay in order; every event of an account
 * carries its whole public state.
 */
@NullMarked
package dev.parley.identity;

import org.jspecify.annotations.NullMarked;
