package dev.parley.platform.app;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.http.BodyLimit;
import dev.parley.platform.http.Cursor;
import dev.parley.platform.http.ETags;
import dev.parley.platform.http.Idempotency;
import dev.parley.platform.http.IdempotencyRequired;
import dev.parley.platform.http.NoIdempotency;
import dev.parley.platform.http.Page;
import dev.parley.platform.http.PageRequest;
import dev.parley.platform.http.Preconditions;
import dev.parley.platform.http.PreferWait;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.http.RequestOrigin;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.joda.money.Money;

/** One endpoint for each use of the platform by a real service. */
@Path("/v1/things")
@RunOnVirtualThread
public class Things {

    public static final AtomicInteger RUNS = new AtomicInteger();
    public static final Map<String, CountDownLatch> GATES = new ConcurrentHashMap<>();
    private static final int ALL = 45;

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Preconditions preconditions;
    private final PreferWait preferWait;
    private final MongoDatabase database;
    private final RequestOrigin origin;

    Things(
            CurrentCaller caller,
            Idempotency idempotency,
            Preconditions preconditions,
            PreferWait preferWait,
            MongoDatabase database,
            RequestOrigin origin) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.preconditions = preconditions;
        this.preferWait = preferWait;
        this.database = database;
        this.origin = origin;
    }

    public enum Colour {
        RED,
        BLUE
    }

    public record Line(
            @NotBlank String sku,
            @NotNull @Min(1) @Max(1000) Integer quantity) {}

    public record Order(
            @NotBlank @Size(max = 20) String name,
            @NotEmpty @Size(max = 5) List<@Valid @NotNull Line> lines,
            Money price,
            Colour colour,
            Instant at,
            Boolean gift) {}

    public record View(String id, String name, Money price) {}

    public static final class Sold extends Problem {
        public Sold() {
            super(409, "thing-sold", "Sold", "Somebody was faster.");
            with("left", 0);
        }
    }

    @POST
    @Authenticated
    public Response create(@NotNull @Valid Order order) {
        RUNS.incrementAndGet();
        String id = idempotency.idFor("thing");
        return Response.created(URI.create("/v1/things/" + id))
                .header("ETag", ETags.of(1))
                .entity(new View(id, order.name, order.price))
                .build();
    }

    /** Behaves by name: waits for a gate, fails, refuses. */
    @POST
    @Path("acts")
    @Authenticated
    @IdempotencyRequired
    public Response act(@NotNull @Valid Order order) throws InterruptedException {
        RUNS.incrementAndGet();
        String id = idempotency.idFor("thing");
        database.getCollection("acts").insertOne(new Document("thing", id).append("name", order.name));
        CountDownLatch gate = GATES.get(order.name);
        if (gate != null && !gate.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody opened the gate");
        }
        if (order.name.startsWith("fails")) {
            throw new IllegalStateException("secret inside knowledge");
        }
        if (order.name.startsWith("sold")) {
            throw new Sold();
        }
        if (order.name.startsWith("busy")) {
            throw Problems.conflict("busy", "Busy", "Come again.").retryAfter(Duration.ofSeconds(1));
        }
        if (order.name.startsWith("silent")) {
            return Response.noContent().build();
        }
        return Response.created(URI.create("/v1/things/" + id))
                .entity(new View(id, order.name, order.price))
                .build();
    }

    /** Accepts a missing body. */
    @POST
    @Path("optional")
    @PermitAll
    public String optional(@Valid Line line) {
        return line == null ? "none" : line.sku;
    }

    @POST
    @Path("streams")
    @PermitAll
    @NoIdempotency
    @BodyLimit(mebibytes = 3)
    @Consumes("text/csv")
    public Map<String, Long> stream(InputStream body) throws IOException {
        return Map.of("bytes", body.transferTo(java.io.OutputStream.nullOutputStream()));
    }

    @GET
    @PermitAll
    public Page<Integer> list(@BeanParam @Valid PageRequest page) {
        int start = page.after()
                .map(after -> Integer.parseInt(Cursor.decode(after, 1).getFirst()) + 1)
                .orElse(0);
        List<Integer> read =
                IntStream.range(start, ALL).limit(page.limit() + 1L).boxed().toList();
        return Page.of(read, page.limit(), last -> Cursor.encode(last.toString()));
    }

    @GET
    @Path("{number}")
    @PermitAll
    public Response read(@PathParam("number") int number, @QueryParam("big") @Max(9) Integer big) {
        Response unchanged = preconditions.notModified(number);
        return unchanged != null
                ? unchanged
                : Response.ok(new View("" + number, "thing", null))
                        .header("ETag", ETags.of(number))
                        .build();
    }

    @PATCH
    @Path("{number}")
    @PermitAll
    public Map<String, Object> change(@PathParam("number") int number, @QueryParam("strict") boolean strict) {
        if (strict) {
            preconditions.require(number);
        } else {
            preconditions.check(number);
        }
        return Map.of("expected", preconditions.expected().orElse(-1));
    }

    @GET
    @Path("callers/me")
    @PermitAll
    public Map<String, Object> me() {
        Caller asks = caller.get();
        return Map.of("kind", asks.kind(), "actor", asks.actor(), "plan", asks.plan(), "features", asks.features());
    }

    @GET
    @Path("callers/cached")
    @PermitAll
    public Response cached() {
        return Response.ok("ok").header("Cache-Control", "max-age=60").build();
    }

    @GET
    @Path("origin")
    @PermitAll
    public Map<String, String> origin() {
        return Map.of(
                "address", origin.address().orElse("?"), "agent", origin.agent().orElse("?"));
    }

    @GET
    @Path("closed/manager")
    @RolesAllowed(Roles.MANAGER)
    public String managers() {
        return "ok";
    }

    @GET
    @Path("closed/undeclared")
    public String undeclared() {
        return "nobody said who may see this";
    }

    @GET
    @Path("broken")
    @PermitAll
    public String broken() {
        throw new IllegalStateException("secret inside knowledge");
    }

    @GET
    @Path("sold")
    @PermitAll
    public String sold() {
        throw new Sold();
    }

    @GET
    @Path("stored")
    @PermitAll
    public long stored() {
        return database.getCollection("acts").countDocuments();
    }

    @GET
    @Path("waits")
    @PermitAll
    public Map<String, Integer> waits(@QueryParam("after") int after) {
        AtomicInteger reads = new AtomicInteger();
        return Map.of("reads", preferWait.until(reads::incrementAndGet, read -> read >= after));
    }

    @GET
    @Path("limited")
    @Authenticated
    @RateLimited("tight")
    public String limited() {
        return "ok";
    }

    @GET
    @Path("limited/open")
    @PermitAll
    @RateLimited("open")
    public String limitedByAddress() {
        return "ok";
    }

    @GET
    @Path("limited/by-address")
    @PermitAll
    @RateLimited(value = "open", byAddress = true)
    public String limitedByAddressAlways() {
        return "ok";
    }

    @GET
    @Path("text")
    @PermitAll
    @Produces("text/plain")
    public String text() {
        return "text";
    }
}
