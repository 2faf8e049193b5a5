package dev.parley.catalog.product.http;

import dev.parley.catalog.product.application.RecordProductView.Origin;
import dev.parley.platform.http.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a client may tell about a read of a product, for telemetry. */
public class ViewParameters {

    private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    @HeaderParam("X-Parley-Session")
    @Text(max = 36, pattern = UUID, message = "must be a UUID")
    @Nullable
    String sessionId;

    /** The search whose result was chosen. */
    @QueryParam("searchId")
    @Text(max = 36, pattern = UUID, message = "must be a UUID")
    @Nullable
    String searchId;

    /** The position of the chosen result, from 1 on the first page. */
    @QueryParam("position")
    @Min(1)
    @Max(10_000)
    @Nullable
    Integer position;

    Origin toOrigin() {
        return new Origin(
                Optional.ofNullable(sessionId),
                Optional.ofNullable(searchId),
                position == null ? OptionalInt.empty() : OptionalInt.of(position));
    }
}
