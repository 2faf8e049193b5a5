package dev.parley.chat.conversation.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.assistant.domain.Action;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A follow-up that the client may offer as a button.
 *
 * @param type {@code add_to_cart} (with sku and quantity), {@code ask} (send the text), {@code try_again} (resend the
 *     text later) or {@code show_orders}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionView(
        @Schema(enumeration = {"add_to_cart", "ask", "try_again", "show_orders"})
        String type,

        @Nullable String sku,
        @Nullable Integer quantity,
        @Nullable String text) {

    static ActionView from(Action action) {
        return switch (action) {
            case Action.AddToCart(String sku, int quantity) -> new ActionView("add_to_cart", sku, quantity, null);
            case Action.Ask(String text) -> new ActionView("ask", null, null, text);
            case Action.TryAgain(String text) -> new ActionView("try_again", null, null, text);
            case Action.ShowOrders() -> new ActionView("show_orders", null, null, null);
        };
    }
}
