package dev.parley.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.jspecify.annotations.Nullable;

/**
 * A known vulnerability of libraries, as far as this project needs its record in the Open Source Vulnerability format
 * (https://ossf.github.io/osv-schema/).
 *
 * @param aliases other names of it, such as its CVE number
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Advisory(String id, List<String> aliases, String summary, List<Affected> affected) {

    Advisory {
        aliases = Optional.ofNullable(aliases).map(List::copyOf).orElse(List.of());
        summary = Optional.ofNullable(summary).orElse("");
        affected = Optional.ofNullable(affected).orElse(List.of()).stream()
                .filter(one -> one.of() != null) // some name a repository only
                .toList();
    }

    /** Which versions of one package are vulnerable: those in one of {@code ranges}, and those listed. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Affected(Package of, List<Range> ranges, List<String> versions) {

        Affected(@JsonProperty("package") Package of, List<Range> ranges, List<String> versions) {
            this.of = of;
            this.ranges = Optional.ofNullable(ranges).map(List::copyOf).orElse(List.of());
            this.versions = Optional.ofNullable(versions).map(List::copyOf).orElse(List.of());
        }

        @JsonProperty("package")
        @Override
        public Package of() {
            return of;
        }

        boolean covers(String version) {
            return versions.contains(version) || ranges.stream().anyMatch(range -> range.covers(version));
        }
    }

    /** @param name {@code group:artifact} */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Package(String ecosystem, String name) {

        boolean isMaven() {
            return "Maven".equals(ecosystem);
        }
    }

    /** Versions between events that introduce and events that fix the vulnerability, in ascending order. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Range(String type, List<Event> events) {

        /** Other types than ECOSYSTEM count commits, which are no versions. */
        boolean covers(String version) {
            if (!"ECOSYSTEM".equals(type)) {
                return false;
            }
            ComparableVersion asked = new ComparableVersion(version);
            boolean vulnerable = false;
            for (Event event : events) {
                if (event.introduced() != null && asked.compareTo(lowest(event.introduced())) >= 0) {
                    vulnerable = true;
                } else if (event.fixed() != null && asked.compareTo(new ComparableVersion(event.fixed())) >= 0) {
                    vulnerable = false;
                } else if (event.lastAffected() != null
                        && asked.compareTo(new ComparableVersion(event.lastAffected())) > 0) {
                    vulnerable = false;
                }
            }
            return vulnerable;
        }

        /** "0" stands for before every version, also before 0-alpha. */
        private static ComparableVersion lowest(String introduced) {
            return new ComparableVersion(introduced.equals("0") ? "0-alpha-0" : introduced);
        }
    }

    /** One of the three is there. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Event(
            @Nullable String introduced,
            @Nullable String fixed,
            @JsonProperty("last_affected") @Nullable String lastAffected) {}

    /** Whether this version of {@code group:artifact} has the vulnerability. */
    boolean affects(String name, String version) {
        return affected.stream()
                .anyMatch(one -> one.of().isMaven() && one.of().name().equals(name) && one.covers(version));
    }

    /** Its names, the identifier first. */
    String names() {
        return aliases.isEmpty() ? id : id + " (" + String.join(", ", aliases) + ")";
    }
}
