/** Linked channels, such as messenger accounts: plain records, so no layers. */
@NullMarked
package dev.parley.identity.channel;

import org.jspecify.annotations.NullMarked;
