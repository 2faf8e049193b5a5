package dev.parley.platform.testing;

import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.AccessTable.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the responses of an endpoint to every kind of caller with its row of the access table. */
final class AccessCheck {

    /**
     * The platform's problems for refused callers; an endpoint with its own check (a secret, a signature) has others.
     */
    private static final Set<String> REFUSALS = Set.of("unauthenticated", "forbidden", "feature-not-in-plan");

    private static final String PLAN_WITHOUT_FEATURES = "free";
    private static final String PLAN_WITH_ALL = "enterprise";

    private AccessCheck() {}

    /** The status of a response, with the slug of its problem if it is one. */
    record Answer(int status, String slug) {

        boolean isRefusal() {
            return (status == 401 || status == 403) && (REFUSALS.contains(slug) || slug.startsWith("token-"));
        }

        boolean isMissingFeature() {
            return status == 403 && slug.equals("feature-not-in-plan");
        }
    }

    /** Calls the endpoint of a row, with a token or without. */
    interface Endpoint {
        Answer call(Row row, Optional<String> token) throws IOException, InterruptedException;
    }

    /**
     * One line for each caller who is allowed or refused contrary to the row; empty when the endpoint agrees with the
     * row.
     */
    static List<String> violations(Row row, Endpoint endpoint) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (CallerKind who : CallerKind.values()) {
            boolean allowed = row.allowed().contains(who);
            Answer answer = endpoint.call(row, who.token(PLAN_WITH_ALL));
            if (allowed ? answer.isRefusal() : answer.status() != refusalOf(who)) {
                wrong.add(line(row, "as " + who.word(), answer));
            }
            if (allowed && who.isAccount() && !row.feature().isEmpty()) {
                Answer without = endpoint.call(row, who.token(PLAN_WITHOUT_FEATURES));
                if (!without.isMissingFeature()) {
                    wrong.add(line(row, "as " + who.word() + " on " + PLAN_WITHOUT_FEATURES, without));
                }
            }
        }
        for (String scope : row.scopes()) {
            Answer answer = endpoint.call(row, Optional.of(TestTokens.client(Ids.next(), scope)));
            if (answer.isRefusal()) {
                wrong.add(line(row, "with " + scope, answer));
            }
        }
        return wrong;
    }

    private static int refusalOf(CallerKind who) {
        return who == CallerKind.NO_TOKEN ? 401 : 403;
    }

    private static String line(Row row, String caller, Answer answer) {
        return row.method() + " " + row.path() + " " + caller + ": " + answer;
    }
}
