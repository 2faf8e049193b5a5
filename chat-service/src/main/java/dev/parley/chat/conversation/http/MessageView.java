package dev.parley.chat.conversation.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.assistant.domain.Answer;
import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.conversation.domain.Message;
import dev.parley.chat.conversation.domain.Role;
import dev.parley.platform.WireName;
import dev.parley.platform.openapi.WireEnum;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation.
 *
 * @param clientMessageId the sender's id of it; absent for a reply
 * @param inReplyTo the id of the message it answers; only for a reply
 * @param suggestions suggested products, with price and stock as of {@code at}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        String id,
        @Nullable String clientMessageId,
        @Nullable String inReplyTo,
        @WireEnum(Role.class) String role,

        @Schema(examples = "The Nova 5 costs 299.00 USD and is in stock.")
        String text,

        @WireEnum(Intent.class) String intent,
        List<EntityView> entities,
        List<SuggestionView> suggestions,
        List<ActionView> actions,
        Instant at) {

    /** An entity recognized in the message. */
    @Schema(example = """
            {"type":"product","value":"phone"}""")
    public record EntityView(String type, String value) {}

    /** @param reason facts about the product that match the request */
    @Schema(example = """
            {"productId":"0199d1c0-0000-7000-8000-000000000011","sku":"PHONE-1","name":"Nova 5 phone","price":{"amount":"299.00","currency":"USD"},"inStock":true,"reason":"299.00 USD, in stock"}""")
    public record SuggestionView(
            String productId, String sku, String name, Money price, boolean inStock, String reason) {}

    static MessageView from(Message message) {
        Answer content = message.content();
        return new MessageView(
                message.id(),
                message.clientMessageId(),
                message.inReplyTo(),
                WireName.of(message.role()),
                content.text(),
                WireName.of(content.intent()),
                content.entities().stream()
                        .map(it -> new EntityView(it.type(), it.value()))
                        .toList(),
                content.suggestions().stream()
                        .map(it -> new SuggestionView(
                                it.productId(), it.sku(), it.name(), it.price(), it.inStock(), it.reason()))
                        .toList(),
                content.actions().stream().map(ActionView::from).toList(),
                message.at());
    }
}
