package dev.parley.platform.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters of a list: {@code @BeanParam @Valid PageRequest page}. */
public class PageRequest {

    @QueryParam("limit")
    @DefaultValue("20")
    @Min(1)
    @Max(100)
    int limit = 20;

    @QueryParam("after")
    @Size(max = 500)
    @Nullable
    String after;

    /** The maximum number of items on a page, 1 to 100. */
    public int limit() {
        return limit;
    }

    /** The cursor after which the page starts; absent for the first page. */
    public Optional<String> after() {
        return Optional.ofNullable(after).filter(cursor -> !cursor.isEmpty());
    }
}
