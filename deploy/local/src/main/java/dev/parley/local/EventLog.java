package dev.parley.local;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code ./parley events}: prints the events on Kafka, a line each, and republishes current states. */
final class EventLog {

    private static final String HELP = """
            events [--since 10m | --all] [TOPIC ...]   without --since or --all: follow new ones
            events republish TOPIC                     compacted topics: send the current state of every aggregate again""";

    private final Settings settings;
    private final Terminal terminal;

    EventLog(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    int run(List<String> arguments) {
        if (arguments.size() == 2 && arguments.getFirst().equals("republish")) {
            republish(arguments.getLast());
            return 0;
        }
        return show(arguments);
    }

    private void republish(String topic) {
        Service publisher = Arrays.stream(Service.values())
                .filter(service -> topic.startsWith(service.name().toLowerCase(Locale.ROOT) + "."))
                .findFirst()
                .orElseThrow(() -> new UserError("No service publishes " + topic));
        long aggregates = Operator.at(settings.url(publisher), settings, new Programs(settings).secrets())
                .post("/internal/events/" + topic + "/republish", Map.of())
                .expecting(202)
                .path("aggregates")
                .asLong();
        terminal.say("being sent to " + topic + " again: the state of " + aggregates + " aggregates");
    }

    private int show(List<String> arguments) {
        List<String> topics = new ArrayList<>(arguments);
        Instant since = Instant.MAX;
        if (topics.remove("--all")) {
            since = Instant.EPOCH;
        }
        int option = topics.indexOf("--since");
        if (option >= 0) {
            if (option + 1 == topics.size()) {
                throw new UserError(HELP);
            }
            since = Instant.now().minus(duration(topics.remove(option + 1)));
            topics.remove(option);
        }
        if (topics.stream().anyMatch(topic -> topic.startsWith("-"))) {
            throw new UserError(HELP);
        }
        try (Records records = topics.isEmpty() ? Records.ofAllTopics(settings) : new Records(settings, topics)) {
            if (since.equals(Instant.MAX)) {
                follow(records);
            } else {
                records.since(since, record -> terminal.say(Records.line(record)));
            }
        }
        return 0;
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse("PT" + text);
        } catch (DateTimeParseException e) {
            throw new UserError("Not a duration such as 30s, 10m, 2h: " + text);
        }
    }

    private void follow(Records records) {
        records.skipToEnd();
        while (!Thread.currentThread().isInterrupted()) { // until Ctrl-C
            records.next().forEach(record -> terminal.say(Records.line(record)));
        }
    }
}
