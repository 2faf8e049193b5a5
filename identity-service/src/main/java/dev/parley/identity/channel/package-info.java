/** Where else people talk to the shop, such as a messenger account: plain records, so no layers. */
@NullMarked
package dev.parley.identity.channel;

import org.jspecify.annotations.NullMarked;
