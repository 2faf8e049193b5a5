package dev.parley.analytics.activity;

import static dev.parley.platform.security.Roles.ADMIN;
import static dev.parley.platform.security.Roles.MANAGER;
import static dev.parley.platform.security.Roles.SERVICE;
import static dev.parley.platform.security.Scopes.ANALYTICS_READ;

import dev.parley.analytics.TimeParameters;
import dev.parley.analytics.rollup.Facts;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/analytics")
@RateLimited("analytics")
@RunOnVirtualThread
@RolesAllowed({MANAGER, ADMIN, SERVICE, ANALYTICS_READ})
@Tag(name = "Analytics")
public class ActivityResource {

    private static final Duration LAST_DAYS = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Activity activity;
    private final Clock clock;

    ActivityResource(Activity activity, Clock clock) {
        this.activity = activity;
        this.clock = clock;
    }

    /** @param from the start of the first UTC day that is counted */
    public record ZeroResults(Instant from, Instant to, List<Query> items) {
        @Schema(example = """
                {"query":"flying carpet","count":12}""")
        public record Query(String query, long count) {}
    }

    /** @param from the start of the first UTC day that is counted */
    public record MostViewed(Instant from, Instant to, List<Product> items) {
        @Schema(example = """
                {"productId":"0199d1c0-0000-7000-8000-000000000011","views":340}""")
        public record Product(String productId, long views) {}
    }

    @GET
    @Path("searches/zero-results")
    @Operation(
            operationId = "listZeroResultQueries",
            summary = "List zero-result queries, most frequent first",
            description = "Whole UTC days, at most 366; defaults to the last 7.")
    public ZeroResults zeroResults(
            @BeanParam TimeParameters time, @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit) {
        Instant to = time.to(clock);
        Instant from = start(time, to);
        return new ZeroResults(
                from,
                to,
                activity.zeroResults(from, to, limit).stream()
                        .map(it -> new ZeroResults.Query(it.what(), it.count()))
                        .toList());
    }

    @GET
    @Path("products/most-viewed")
    @Operation(
            operationId = "listMostViewedProducts",
            summary = "List the most viewed products",
            description = "Whole UTC days, at most 366; defaults to the last 7.")
    public MostViewed mostViewed(
            @BeanParam TimeParameters time, @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit) {
        Instant to = time.to(clock);
        Instant from = start(time, to);
        return new MostViewed(
                from,
                to,
                activity.mostViewed(from, to, limit).stream()
                        .map(it -> new MostViewed.Product(it.what(), it.count()))
                        .toList());
    }

    private Instant start(TimeParameters time, Instant to) {
        Instant from = time.from(clock, LAST_DAYS);
        if (!from.isBefore(to)) {
            throw Problems.validation("to", "must be after from");
        }
        if (from.plus(LONGEST).isBefore(to)) {
            throw Problems.validation("from", "at most 366 days");
        }
        return Facts.day(from);
    }
}
