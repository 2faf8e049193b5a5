/**
 * What a service holds of a person, handed out and erased.
 *
 * <p>Each capability that holds something says so with a bean ({@link dev.parley.platform.privacy.PersonalData}); the
 * rest is here: {@code /internal/privacy/{userId}} gathers it, the news that an account was purged erases it. What it
 * promises:
 *
 * <ul>
 *   <li>the tombstone is stored before anything is erased, and consumers ask for it before they write
 *       ({@link dev.parley.platform.privacy.ErasedUsers#has}): an event that comes late or again brings nobody back;
 *   <li>the receipt is in the outbox of the tombstone, written when everything was erased: whatever dies in between,
 *       the event comes again and erases again;
 *   <li>an account can have been any number of guests, who come in pages
 *       ({@link dev.parley.platform.privacy.Person#GUESTS_AT_ONCE}): each is an event of its own and erased alone, in
 *       any order, and the receipt is written when all are;
 *   <li>a quarter of an hour later everything is erased once more, for what was still under way; a second receipt tells
 *       if there was something;
 *   <li>receipts hold counts, nothing else.
 * </ul>
 */
@NullMarked
package dev.parley.platform.privacy;

import org.jspecify.annotations.NullMarked;
