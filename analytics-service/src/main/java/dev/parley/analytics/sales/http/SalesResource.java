package dev.parley.analytics.sales.http;

import static dev.parley.platform.security.Roles.ADMIN;
import static dev.parley.platform.security.Roles.MANAGER;
import static dev.parley.platform.security.Roles.SERVICE;
import static dev.parley.platform.security.Scopes.ANALYTICS_READ;

import dev.parley.analytics.TimeParameters;
import dev.parley.analytics.sales.application.ReportSales;
import dev.parley.analytics.sales.domain.Interval;
import dev.parley.analytics.sales.domain.Period;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/analytics/sales")
@RateLimited("analytics")
@RunOnVirtualThread
@RolesAllowed({MANAGER, ADMIN, SERVICE, ANALYTICS_READ})
@Tag(name = "Analytics")
public class SalesResource {

    private static final Duration LAST_DAYS = Duration.ofDays(7);

    private final ReportSales reportSales;
    private final Clock clock;

    SalesResource(ReportSales reportSales, Clock clock) {
        this.reportSales = reportSales;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "getSalesReport",
            summary = "Report sales by hour or day",
            description = "Orders, units and revenue per UTC hour or day. At most 31 days by hour, 366 by day;"
                    + " defaults to the last 7 days.")
    public SalesReport sales(
            @BeanParam TimeParameters time, @QueryParam("interval") @DefaultValue("day") String interval) {
        Interval by = Interval.of(interval).orElseThrow(() -> Problems.validation("interval", "must be hour or day"));
        Period period = Period.covering(time.from(clock, LAST_DAYS), time.to(clock), by);
        return SalesReport.of(period, reportSales.handle(period));
    }
}
