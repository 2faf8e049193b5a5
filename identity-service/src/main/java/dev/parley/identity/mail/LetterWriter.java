package dev.parley.identity.mail;

import java.util.Optional;

/** Writes the letters of one kind of mail, as a CDI bean. */
public interface LetterWriter {

    MailKind kind();

    /** The letter, the same on every attempt; empty when there is no recipient or no reason any more. */
    Optional<Letter> write(Mail mail);
}
