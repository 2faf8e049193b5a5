/**
 * Identities of users, guests and services, and their access tokens.
 *
 * <p>Owns accounts ({@code users}), consecutive wrong passwords ({@code login_attempts}), sessions
 * ({@code refresh_tokens}: one document per family of refresh tokens, of which it holds only hashes;
 * {@code sign_outs}), linked channels ({@code linked_channels}), outgoing mail ({@code mails}) and the tokens in it
 * ({@code address_proofs}), links from guests to users ({@code guest_links}), confirmations of erasures
 * ({@code erasures}), data exports ({@code exports}, {@code export_pieces}), API clients ({@code api_clients}) and the
 * signing keys of tokens ({@code signing_keys}).
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>An e-mail address, ignoring case, has one account; of two concurrent registrations one is refused.
 *   <li>A session has one valid refresh token. Refreshing concurrently, or retrying within ten seconds, returns the
 *       same successor; an older token revokes the session.
 *   <li>The end of a session is written together with its event, so no service misses it; while Kafka is reachable all
 *       services refuse its tokens within a second.
 *   <li>Ending all sessions of a user, as after a password change, is stored before it begins: no concurrent sign-in or
 *       refresh survives it, nor does a session because the process died.
 *   <li>A guest is linked to one user, once.
 *   <li>A channel is verified for at most one account; no service acts on an unverified link.
 *   <li>The first confirmation of an address by a person who is not signed in to the account removes everything that
 *       its registrant set up.
 *   <li>An address changes when the change is confirmed at both addresses, in a session of the account; deleting,
 *       exporting and changing the address need a password entered in the last 5 minutes.
 *   <li>Of any number of concurrent password guesses for an account, five are checked; then it is locked out for 15
 *       minutes.
 *   <li>A mailed token is valid once, for a limited time, for the address it was sent to, and only until a newer one is
 *       sent. Only its hash is stored. A new password ends the existing sessions.
 *   <li>A new user gets one verification e-mail, also when the process died right after the account was stored.
 *   <li>A requested mail is sent at least once under one Message-ID, or expires with an error in the log; no secret of
 *       it is stored, nor any personal data once it is closed.
 *   <li>A key rotation invalidates no token: a key is published before it signs, and until its last token has expired.
 *   <li>An API client can do only what its scopes allow. When it is revoked, or a secret of it is revoked at once, the
 *       tokens are revoked within a second, too.
 *   <li>A deleted account is inaccessible at once; 30 days later its data is erased here and every service is told to
 *       erase its part. Services that have not confirmed are listed.
 *   <li>Neither a response nor its time reveals which accounts exist, except at registration.
 * </ul>
 *
 * <p>Events of one account, of one session and of one guest's link each stay in order; every event of an account
 * carries its whole public state.
 */
@NullMarked
package dev.parley.identity;

import org.jspecify.annotations.NullMarked;
