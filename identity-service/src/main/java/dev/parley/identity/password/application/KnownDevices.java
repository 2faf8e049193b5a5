package dev.parley.identity.password.application;

import dev.parley.identity.token.RefreshSecret;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.Digests;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * Recognizes devices that signed in to an account before, by a proof that was issued to them then: {@code <user
 * id>.<device id>.<tag>}, the tag an HMAC with the server's secret (OWASP: "device cookies"). A proof does not
 * authenticate; it only counts wrong passwords of the device separately.
 */
@ApplicationScoped
public class KnownDevices {

    private static final int LONGEST = 160;
    private static final String TAG = "device:";

    private final RefreshSecret secret;

    KnownDevices(RefreshSecret secret) {
        this.secret = secret;
    }

    /** The id of the device; empty when the proof is invalid or for another account. */
    Optional<String> find(UserId user, String proof) {
        String beginning = user.value() + ".";
        int tag = proof.lastIndexOf('.');
        if (proof.length() > LONGEST || !proof.startsWith(beginning) || tag <= beginning.length()) {
            return Optional.empty();
        }
        String deviceId = proof.substring(beginning.length(), tag);
        byte[] expected = proof(user, deviceId).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, proof.getBytes(StandardCharsets.UTF_8))
                ? Optional.of(deviceId)
                : Optional.empty();
    }

    /**
     * The proof for the device's next sign-in.
     *
     * @param shown the proof of this sign-in: a known device keeps its id
     */
    public String proofFor(UserId user, Optional<String> shown) {
        return proof(user, shown.flatMap(proof -> find(user, proof)).orElseGet(Ids::next));
    }

    private String proof(UserId user, String deviceId) {
        String text = user.value() + "." + deviceId;
        byte[] tag = Digests.hmacSha256(TAG + text, secret.key());
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
    }
}
