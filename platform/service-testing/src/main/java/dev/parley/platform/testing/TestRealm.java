package dev.parley.platform.testing;

import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The signing key of the tests. It is in system properties because the test resources and the tests are loaded by
 * different class loaders and must use the same key.
 */
final class TestRealm {

    static final String ISSUER = "http://api.parley.test";
    static final String AUDIENCE = "parley";
    static final String KEY_ID = "test";

    private static final String PRIVATE = "parley.test.private-key";
    private static final String PUBLIC = "parley.test.public-key";

    private TestRealm() {}

    static PrivateKey privateKey() {
        ensureKeys();
        try {
            return rsa().generatePrivate(new PKCS8EncodedKeySpec(decode(PRIVATE)));
        } catch (InvalidKeySpecException e) {
            throw new IllegalStateException(e);
        }
    }

    static PublicKey publicKey() {
        ensureKeys();
        try {
            return rsa().generatePublic(new X509EncodedKeySpec(decode(PUBLIC)));
        } catch (InvalidKeySpecException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key that no service trusts. */
    static PrivateKey strangersKey() {
        return newPair().getPrivate();
    }

    private static void ensureKeys() {
        synchronized (System.class) {
            if (System.getProperty(PRIVATE) == null) {
                KeyPair pair = newPair();
                System.setProperty(
                        PUBLIC,
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
                System.setProperty(
                        PRIVATE,
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            }
        }
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyFactory rsa() {
        try {
            return KeyFactory.getInstance("RSA");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String property) {
        return Base64.getDecoder().decode(System.getProperty(property));
    }
}
