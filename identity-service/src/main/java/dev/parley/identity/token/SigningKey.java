package dev.parley.identity.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;

/**
 * A key pair that signs access tokens.
 *
 * @param id the {@code kid}: the key's thumbprint (RFC 7638)
 */
record SigningKey(String id, RSAPublicKey publicKey, RSAPrivateKey privateKey) {

    private static final int BITS = 2048;

    static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            return of((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The key pair of a private key. The public key is derived from it, because one stored beside it could be
     * another's.
     *
     * @param privateKey as returned by {@link #privateBytes}
     */
    static SigningKey read(byte[] privateKey) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey secret = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(privateKey));
            RSAPublicKeySpec open = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
            return of((RSAPublicKey) rsa.generatePublic(open), secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The stored signing key cannot be read", e);
        }
    }

    /** PKCS #8. */
    byte[] privateBytes() {
        return privateKey.getEncoded();
    }

    /** The public key as a JSON Web Key (RFC 7517). */
    Map<String, Object> toJwk() {
        RsaJsonWebKey jwk = new RsaJsonWebKey(publicKey);
        jwk.setKeyId(id);
        jwk.setUse("sig");
        jwk.setAlgorithm("RS256");
        return jwk.toParams(OutputControlLevel.PUBLIC_ONLY);
    }

    private static SigningKey of(RSAPublicKey publicKey, RSAPrivateKey privateKey) {
        String thumbprint = new RsaJsonWebKey(publicKey).calculateBase64urlEncodedThumbprint("SHA-256");
        return new SigningKey(thumbprint, publicKey, privateKey);
    }

    /** Omits the keys, because this may be logged. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
