/**
 * Export and erasure of a service's personal data.
 *
 * <p>Each capability with personal data declares it with a bean ({@link dev.parley.platform.privacy.PersonalData}); the
 * rest is here: {@code /internal/privacy/{userId}} exports it, the event that an account was purged erases it.
 * Promises:
 *
 * <ul>
 *   <li>the tombstone is stored before anything is erased, and consumers check it before they write
 *       ({@link dev.parley.platform.privacy.ErasedUsers#has}): a late or repeated event restores no data;
 *   <li>the receipt is in the outbox of the tombstone, written when everything was erased: after a crash in between,
 *       the event is handled again and the erasure is repeated;
 *   <li>an account can be linked to any number of guests, which come in pages
 *       ({@link dev.parley.platform.privacy.Person#GUESTS_AT_ONCE}): each is an event of its own and erased alone, in
 *       any order, and the receipt is written when all are done;
 *   <li>a quarter of an hour later the erasure is repeated, for writes that were in progress; a second receipt is
 *       written if it found any;
 *   <li>receipts contain only counts.
 * </ul>
 */
@NullMarked
package dev.parley.platform.privacy;

import org.jspecify.annotations.NullMarked;
