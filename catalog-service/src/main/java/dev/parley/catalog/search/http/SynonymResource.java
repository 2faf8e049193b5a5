package dev.parley.catalog.search.http;

import dev.parley.catalog.search.application.ReplaceSynonyms;
import dev.parley.catalog.search.domain.DefaultSynonyms;
import dev.parley.catalog.search.domain.SearchSynonyms;
import dev.parley.catalog.search.domain.SearchSynonyms.Groups;
import dev.parley.catalog.search.domain.Synonyms;
import dev.parley.platform.http.ETags;
import dev.parley.platform.http.Preconditions;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The synonyms of the search. */
@Path("/v1/search/synonyms")
@RunOnVirtualThread
@RolesAllowed({Roles.MANAGER, Roles.ADMIN})
@Tag(name = "Search")
public class SynonymResource {

    private final SearchSynonyms synonyms;
    private final ReplaceSynonyms replaceSynonyms;
    private final Preconditions preconditions;

    SynonymResource(SearchSynonyms synonyms, ReplaceSynonyms replaceSynonyms, Preconditions preconditions) {
        this.synonyms = synonyms;
        this.replaceSynonyms = replaceSynonyms;
        this.preconditions = preconditions;
    }

    /**
     * Groups of phrases with the same meaning.
     *
     * @param groups the shop's own
     * @param shipped those of Parley, which apply too
     */
    @Schema(example = """
            {"groups":[["mobile","handset"]],"shipped":[["tv","television"]]}""")
    public record SynonymsView(List<List<String>> groups, List<List<String>> shipped) {}

    /** The shop's own groups of phrases with the same meaning; each phrase has one to four words. */
    @Schema(example = """
            {"groups":[["mobile","handset"],["sat nav","navigation system"]]}""")
    public record SynonymsRequest(
            @NotNull @Size(max = 1_000)
            List<@NotNull @Size(min = 2, max = 20) List<@NotNull @Size(min = 1, max = 100) String>> groups) {}

    @GET
    @RateLimited("catalog-change")
    @Operation(operationId = "getSynonyms", summary = "Get the synonyms of the search")
    public RestResponse<SynonymsView> get() {
        return answer(synonyms.find());
    }

    @PUT
    @RateLimited("catalog-change")
    @Operation(
            operationId = "updateSynonyms",
            summary = "Replace the synonyms of the search",
            description = "Searches of all instances use them within two seconds; the index need not be rebuilt.")
    @ProblemTypes({"precondition-failed", "version-conflict"})
    public RestResponse<SynonymsView> replace(@Valid @NotNull SynonymsRequest request) {
        requirePhrases(request.groups());
        return answer(replaceSynonyms.handle(request.groups(), preconditions.expected()));
    }

    private static RestResponse<SynonymsView> answer(Groups groups) {
        return RestResponse.ResponseBuilder.ok(new SynonymsView(groups.groups(), DefaultSynonyms.groups()))
                .header(HttpHeaders.ETAG, ETags.of(groups.version()))
                .build();
    }

    private static void requirePhrases(List<List<String>> groups) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = 0; j < groups.get(i).size(); j++) {
                if (!Synonyms.isPhrase(groups.get(i).get(j))) {
                    errors.add(new FieldError("groups[" + i + "][" + j + "]", "must have one to four words"));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw Problems.validation(errors);
        }
    }
}
