/**
 * Outgoing mail. A mail is stored first ({@code mails}) and sent at least once, under one Message-ID, by whichever
 * instance claims it; its address, text and secret are determined when it is sent, so that none of them is in the
 * queue. A record that is stored, sent and removed: no layers.
 */
@NullMarked
package dev.parley.identity.mail;

import org.jspecify.annotations.NullMarked;
