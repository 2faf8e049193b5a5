package dev.parley.platform.security;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The features of plans. A plan has those of the one below it, and more. */
public final class Features {

    public static final String VOICE_TRAINING = "voice_training";
    public static final String CONTENT_CREATION = "content_creation";
    public static final String ANALYTICS = "analytics";
    public static final String REMOTE_EXECUTION = "remote_execution";
    public static final String API_ACCESS = "api_access";

    /** All features, from the smallest plan's to the largest's. */
    public static final List<String> ALL =
            List.of(VOICE_TRAINING, CONTENT_CREATION, ANALYTICS, REMOTE_EXECUTION, API_ACCESS);

    private static final Map<String, Set<String>> BY_PLAN = Map.of(
            "free", Set.of(),
            "basic", Set.of(VOICE_TRAINING),
            "premium", Set.of(VOICE_TRAINING, CONTENT_CREATION, ANALYTICS),
            "enterprise", Set.copyOf(ALL));

    private Features() {}

    /** The features of a plan; none for an unknown plan. */
    public static Set<String> of(String plan) {
        return BY_PLAN.getOrDefault(plan, Set.of());
    }
}
