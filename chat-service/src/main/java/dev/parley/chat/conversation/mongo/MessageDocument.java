package dev.parley.chat.conversation.mongo;

import dev.parley.chat.assistant.domain.Action;
import dev.parley.chat.assistant.domain.Answer;
import dev.parley.chat.assistant.domain.Entity;
import dev.parley.chat.assistant.domain.Intent;
import dev.parley.chat.assistant.domain.Suggestion;
import dev.parley.chat.conversation.domain.Message;
import dev.parley.chat.conversation.domain.Role;
import dev.parley.platform.money.MoneyDocument;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.bson.Document;

/** How a message is stored. */
final class MessageDocument {

    private MessageDocument() {}

    static Document write(Message message) {
        Answer content = message.content();
        Document document = new Document("_id", message.id())
                .append("conversationId", message.conversationId())
                .append("number", message.number())
                .append("role", message.role().text())
                .append("text", content.text())
                .append("intent", content.intent().text())
                .append(
                        "entities",
                        all(content.entities(), it -> new Document("type", it.type()).append("value", it.value())))
                .append("suggestions", all(content.suggestions(), MessageDocument::write))
                .append("actions", all(content.actions(), MessageDocument::write))
                .append("at", Date.from(message.at()));
        if (message.clientMessageId() != null) {
            document.append("clientMessageId", message.clientMessageId());
        }
        if (message.inReplyTo() != null) {
            document.append("inReplyTo", message.inReplyTo());
        }
        return document;
    }

    static Message read(Document document) {
        return new Message(
                document.getString("_id"),
                document.getString("conversationId"),
                document.get("number", Number.class).longValue(),
                Role.valueOf(document.getString("role").toUpperCase(Locale.ROOT)),
                document.getString("clientMessageId"),
                document.getString("inReplyTo"),
                new Answer(
                        document.getString("text"),
                        Intent.of(document.getString("intent")),
                        read(document, "entities", it -> new Entity(it.getString("type"), it.getString("value"))),
                        read(document, "suggestions", MessageDocument::readSuggestion),
                        read(document, "actions", MessageDocument::readAction)),
                document.getDate("at").toInstant());
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
            default -> throw new IllegalStateException("An action of type " + type);
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
