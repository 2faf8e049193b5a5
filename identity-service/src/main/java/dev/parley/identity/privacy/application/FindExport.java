package dev.parley.identity.privacy.application;

import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds an export for its owner. */
@ApplicationScoped
public class FindExport {

    private final Exports exports;
    private final ErasureParticipants participants;

    FindExport(Exports exports, ErasureParticipants participants) {
        this.exports = exports;
        this.participants = participants;
    }

    /**
     * @throws dev.parley.platform.problem.Problem 404 when it does not exist, has expired, or belongs to another user
     */
    public Export handle(ExportId id, UserId owner) {
        return exports.find(id)
                .filter(export -> export.user().equals(owner))
                .orElseThrow(() -> Problems.notFound("export"));
    }

    /** The services whose part is missing. */
    public List<String> missing(Export export) {
        return export.ready() ? List.of() : export.missing(participants.services());
    }

    /** Every service's part of a ready export. */
    public Map<String, byte[]> parts(Export export) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        export.parts().keySet().forEach(service -> parts.put(service, exports.part(export, service)));
        return parts;
    }
}
