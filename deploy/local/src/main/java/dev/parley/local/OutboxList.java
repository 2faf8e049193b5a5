package dev.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code ./parley outbox}: lists the backlogs of the outboxes of every service, and the parked documents with their
 * reasons.
 */
final class OutboxList {

    private static final String HELP = """
            outbox        list unsent events by service and collection, and parked documents""";

    private final Settings settings;
    private final Terminal terminal;

    OutboxList(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    int run(List<String> arguments) {
        if (!arguments.isEmpty()) {
            throw new UserError(HELP);
        }
        for (Service service : Service.values()) {
            try {
                JsonNode health =
                        new Api(settings.url(service)).get("/q/health/ready").body();
                lines(service.name().toLowerCase(Locale.ROOT), health).forEach(terminal::say);
            } catch (UncheckedIOException e) {
                terminal.say("%-9s  not running".formatted(service.name().toLowerCase(Locale.ROOT)));
            }
        }
        return 0;
    }

    /** A line for each collection of a service, and one for each parked document. */
    static List<String> lines(String service, JsonNode health) {
        List<String> lines = new ArrayList<>();
        for (JsonNode check : health.path("checks")) {
            if (check.path("name").asText().equals("outbox")) {
                check.path("data").properties().stream()
                        .filter(fact -> fact.getKey().contains("."))
                        .sorted(Map.Entry.comparingByKey())
                        .map(fact -> "%-9s  %-30s  %s"
                                .formatted(
                                        service, fact.getKey(), fact.getValue().asText()))
                        .forEach(lines::add);
            }
        }
        return lines;
    }
}
