package dev.parley.chat.conversation.mongo;

import dev.parley.chat.assistant.domain.Action;
import dev.parley.chat.assistant.domain.Answer;
import dev.parley.chat.assistant.domain.Entity;
import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.assistant.domain.Suggestion;
import dev.parley.chat.conversation.domain.ConversationId;
import dev.parley.chat.conversation.domain.Message;
import dev.parley.chat.conversation.domain.Role;
import dev.parley.platform.WireName;
import dev.parley.platform.money.MoneyDocument;
import dev.parley.platform.mongo.Fields;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;

/** The document of a message. */
final class MessageDocument {

    private MessageDocument() {}

    static Document write(Message message) {
        Answer content = message.content();
        return Fields.withoutNulls(new Document("_id", message.id())
                .append("conversationId", message.conversationId().value())
                .append("number", message.number())
                .append("role", WireName.of(message.role()))
                .append("text", content.text())
                .append("intent", WireName.of(content.intent()))
                .append(
                        "entities",
                        all(content.entities(), it -> new Document("type", it.type()).append("value", it.value())))
                .append("suggestions", all(content.suggestions(), MessageDocument::write))
                .append("actions", all(content.actions(), MessageDocument::write))
                .append("at", Date.from(message.at()))
                .append("clientMessageId", message.clientMessageId())
                .append("inReplyTo", message.inReplyTo()));
    }

    static Message read(Document document) {
        return new Message(
                document.getString("_id"),
                new ConversationId(Fields.text(document, "conversationId")),
                document.get("number", Number.class).longValue(),
                WireName.read(Role.class, Fields.text(document, "role")),
                document.getString("clientMessageId"),
                document.getString("inReplyTo"),
                new Answer(
                        document.getString("text"),
                        WireName.read(Intent.class, Fields.text(document, "intent")),
                        read(document, "entities", it -> new Entity(it.getString("type"), it.getString("value"))),
                        read(document, "suggestions", MessageDocument::readSuggestion),
                        read(document, "actions", MessageDocument::readAction)),
                Fields.instant(document, "at"));
    }

    private static Document write(Suggestion suggestion) {
        return new Document("productId", suggestion.productId())
                .append("sku", suggestion.sku())
                .append("name", suggestion.name())
                .append("price", MoneyDocument.write(suggestion.price()))
                .append("inStock", suggestion.inStock())
                .append("reason", suggestion.reason());
    }

    private static Suggestion readSuggestion(Document document) {
        return new Suggestion(
                document.getString("productId"),
                document.getString("sku"),
                document.getString("name"),
                MoneyDocument.read(document.get("price", Document.class)),
                document.getBoolean("inStock"),
                document.getString("reason"));
    }

    private static Document write(Action action) {
        return switch (action) {
            case Action.AddToCart(String sku, int quantity) ->
                new Document("type", "add_to_cart").append("sku", sku).append("quantity", quantity);
            case Action.Ask(String text) -> new Document("type", "ask").append("text", text);
            case Action.TryAgain(String text) -> new Document("type", "try_again").append("text", text);
            case Action.ShowOrders() -> new Document("type", "show_orders");
        };
    }

    private static Action readAction(Document document) {
        String type = document.getString("type");
        return switch (type) {
            case "add_to_cart" ->
                new Action.AddToCart(
                        document.getString("sku"),
                        document.get("quantity", Number.class).intValue());
            case "ask" -> new Action.Ask(document.getString("text"));
            case "try_again" -> new Action.TryAgain(document.getString("text"));
            case "show_orders" -> new Action.ShowOrders();
            default -> throw new IllegalStateException("Unknown action type: " + type);
        };
    }

    private static <T> List<Document> all(List<T> items, Function<T, Document> write) {
        return items.stream().map(write).toList();
    }

    private static <T> List<T> read(Document document, String field, Function<Document, T> read) {
        return document.getList(field, Document.class, List.of()).stream()
                .map(read)
                .toList();
    }
}
