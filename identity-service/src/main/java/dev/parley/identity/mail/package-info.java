/**
 * Mail to people. A mail is data first ({@code mails}) and is sent at least once, under one Message-ID, by whichever
 * copy comes to it; its address, text and secret are found when it is sent, so that nothing of them waits in the queue.
 * A record kept, sent and forgotten: no layers.
 */
@NullMarked
package dev.parley.identity.mail;

import org.jspecify.annotations.NullMarked;
