package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules on a service that violates each of them: every rule must be able to fail. */
@Tag("slow")
class ArchitectureRulesTest {

    /** Not run by itself: its "service" lies in the test folder, where rules for main code find it only here. */
    private static final class Rules extends ArchitectureRules {
        Rules(String service) {
            super(service, location -> location.contains("/broken/") || location.contains("/sound/"));
        }
    }

    private final Rules broken = new Rules("dev.parley.broken");
    private final Rules sound = new Rules("dev.parley.sound");

    @Test
    void aBrokenServiceIsFound() {
        assertThrows(AssertionError.class, broken::theDomainKnowsNoFramework);
        assertThrows(AssertionError.class, broken::dependenciesPointInward);
        assertThrows(AssertionError.class, broken::adaptersDoNotKnowEachOther);
        assertThrows(AssertionError.class, broken::flatPackagesReachNoAdapter);
        assertThrows(AssertionError.class, broken::endpointsKnowNoDatabaseAndNoBroker);
        assertThrows(AssertionError.class, broken::packagesHaveNoCycles);
        assertThrows(AssertionError.class, broken::aServiceKnowsNoOtherService);
        assertThrows(AssertionError.class, broken::dependenciesComeThroughTheConstructor);
        assertThrows(AssertionError.class, broken::everyEndpointSaysWhoMayCallIt);
        assertThrows(AssertionError.class, broken::everyFeatureThatIsAskedForIsOneThatPlansHave);
        assertThrows(AssertionError.class, broken::everyEndpointSaysItsRateLimit);
        assertThrows(AssertionError.class, broken::textIsMatchedInLinearTime);
        assertThrows(AssertionError.class, broken::testsDoNotSleep);
    }

    @Test
    void aSoundOneIsNot() {
        assertDoesNotThrow(sound::theDomainKnowsNoFramework);
        assertDoesNotThrow(sound::dependenciesPointInward);
        assertDoesNotThrow(sound::adaptersDoNotKnowEachOther);
        assertDoesNotThrow(sound::flatPackagesReachNoAdapter);
        assertDoesNotThrow(sound::endpointsKnowNoDatabaseAndNoBroker);
        assertDoesNotThrow(sound::packagesHaveNoCycles);
        assertDoesNotThrow(sound::aServiceKnowsNoOtherService);
        assertDoesNotThrow(sound::dependenciesComeThroughTheConstructor);
        assertDoesNotThrow(sound::everyEndpointSaysWhoMayCallIt);
        assertDoesNotThrow(sound::everyFeatureThatIsAskedForIsOneThatPlansHave);
        assertDoesNotThrow(sound::everyEndpointSaysItsRateLimit);
        assertDoesNotThrow(sound::textIsMatchedInLinearTime);
        assertDoesNotThrow(sound::testsDoNotSleep);
    }
}
