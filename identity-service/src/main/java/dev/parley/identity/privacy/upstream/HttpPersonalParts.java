package dev.parley.identity.privacy.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.identity.privacy.application.ErasureParticipants;
import dev.parley.identity.privacy.application.PersonalParts;
import dev.parley.identity.token.AccessTokens;
import dev.parley.platform.ServiceName;
import dev.parley.platform.events.EventJson;
import dev.parley.platform.events.UnreadableEvent;
import dev.parley.platform.privacy.ExportPerson;
import dev.parley.platform.privacy.Person;
import dev.parley.platform.upstream.Upstream;
import dev.parley.platform.upstream.UpstreamUnavailable;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * Requests the parts of the other services over HTTP, and that of this one directly, for a page of guests at a time. A
 * service without a configured URL stops the start.
 */
@Startup
@ApplicationScoped
class HttpPersonalParts implements PersonalParts {

    private final ExportPerson own;
    private final ServiceName self;
    private final AccessTokens tokens;
    private final Map<String, PartClient> clients;

    HttpPersonalParts(
            ExportPerson own, ServiceName self, AccessTokens tokens, ErasureParticipants participants, Config config) {
        this.own = own;
        this.self = self;
        this.tokens = tokens;
        this.clients = participants.services().stream()
                .filter(service -> !service.equals(self.full()))
                .collect(Collectors.toMap(Function.identity(), service -> client(service, config)));
    }

    @Override
    public byte[] of(String service, Person person) {
        List<Person> pages = person.pages();
        if (pages.size() == 1) {
            return page(service, person);
        }
        MergedPart merged = new MergedPart(service, person.userId());
        pages.forEach(page -> merged.add(page(service, page)));
        return merged.bytes();
    }

    private byte[] page(String service, Person person) {
        if (service.equals(self.full())) {
            return own.handle(person);
        }
        PartClient client = Objects.requireNonNull(clients.get(service), service);
        String authorization = "Bearer " + tokens.ofService(self.full()).value();
        byte[] part = ask(
                        service,
                        () -> client.part(authorization, person.userId(), new PartClient.Guests(person.guests())))
                .getBytes(StandardCharsets.UTF_8);
        if (!isWhole(part, service, person)) {
            throw new UpstreamUnavailable(service, new IOException("Not the requested part"));
        }
        return part;
    }

    /** A refusal is treated as a missing answer: in both cases the request is retried. */
    private static String ask(String service, Supplier<String> call) {
        try {
            return Upstream.call(service, call);
        } catch (WebApplicationException refused) {
            throw new UpstreamUnavailable(service, refused);
        }
    }

    /** Rejects a truncated part, or the answer of an intermediary. */
    private static boolean isWhole(byte[] part, String service, Person person) {
        try {
            JsonNode read = EventJson.tree(part);
            return read.path("service").asText().equals(service)
                    && read.path("userId").asText().equals(person.userId())
                    && read.path("data").isObject();
        } catch (UnreadableEvent e) {
            return false;
        }
    }

    private static PartClient client(String service, Config config) {
        String owner = service.substring(0, service.length() - "-service".length());
        String rest = "quarkus.rest-client." + owner;
        return RestClientBuilder.newBuilder()
                .baseUri(URI.create(config.getValue(rest + ".url", String.class)))
                .connectTimeout(config.getValue(rest + ".connect-timeout", Long.class), TimeUnit.MILLISECONDS)
                .readTimeout(config.getValue("quarkus.rest-client.read-timeout", Long.class), TimeUnit.MILLISECONDS)
                .build(PartClient.class);
    }
}
