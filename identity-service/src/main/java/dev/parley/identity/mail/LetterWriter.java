package dev.parley.identity.mail;

import java.util.Optional;

/** Writes the letters of one kind of mail, as a CDI bean. */
public interface LetterWriter {

    MailKind kind();

    /** The letter, the same at every try; empty when there is nobody to write to, or no reason any more. */
    Optional<Letter> write(Mail mail);
}
