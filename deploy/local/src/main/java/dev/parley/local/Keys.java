package dev.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** {@code ./parley keys}: lists and rotates the signing keys of access tokens. */
final class Keys {

    private static final String HELP = """
            keys          list the signing keys of access tokens and their schedule
            keys rotate   create the next key: published now, signs once every service has fetched it""";

    private final Settings settings;
    private final Terminal terminal;

    Keys(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    int run(List<String> arguments) {
        Api identity = Operator.at(settings.url(Service.IDENTITY), settings, new Programs(settings).secrets());
        switch (String.join(" ", arguments)) {
            case "" -> show(identity.get("/internal/keys"));
            case "rotate" -> show(identity.post("/internal/keys/rotate", Map.of()));
            default -> throw new UserError(HELP);
        }
        return 0;
    }

    private void show(Api.Answer answer) {
        for (JsonNode key : answer.expecting(200).path("keys")) {
            String end = key.path("removedFrom").asText();
            terminal.say("%-8s from %s %s%s"
                    .formatted(
                            key.path("state").asText(),
                            key.path("activeFrom").asText(),
                            key.path("kid").asText(),
                            end.isEmpty() ? "" : ", removed from " + end));
        }
    }
}
