package dev.parley.order.order.http;

import dev.parley.order.order.application.VoidOrder;
import dev.parley.platform.WireName;
import dev.parley.platform.openapi.WireEnum;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param state {@code open}, {@code void}, {@code refused} or {@code confirmed} */
@Schema(example = """
        {"state":"void"}""")
public record VoidView(@WireEnum(VoidOrder.State.class) String state) {

    static VoidView from(VoidOrder.State state) {
        return new VoidView(WireName.of(state));
    }
}
