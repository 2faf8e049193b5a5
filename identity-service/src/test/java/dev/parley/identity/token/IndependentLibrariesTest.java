package dev.parley.identity.token;

import static dev.parley.identity.ApiClientSteps.make;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.parley.identity.ApiClientSteps.Made;
import dev.parley.identity.Client;
import dev.parley.identity.ServiceTest;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access tokens and the token endpoint, used with independent libraries. */
@ServiceTest
class IndependentLibrariesTest {

    private static final String ISSUER = "http://api.parley.test";

    @TestHTTPResource("/.well-known/jwks.json")
    URI keys;

    @TestHTTPResource
    URI service;

    @TestHTTPResource("/v1/auth/token")
    URI tokens;

    private DefaultJWTProcessor<SecurityContext> verifier;

    @BeforeEach
    void readTheKeys() throws Exception {
        verifier = new DefaultJWTProcessor<>();
        verifier.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT));
        verifier.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256, JWKSourceBuilder.create(keys.toURL()).build()));
        verifier.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                "parley", new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("sub", "exp", "iat", "jti")));
    }

    @Test
    void aUsersTokenIsValid() throws Exception {
        Client.SignedIn ann = Client.register();

        JWTClaimsSet claims = verifier.process(ann.accessToken(), null);

        assertEquals(ann.id(), claims.getSubject());
        assertEquals(List.of("user"), claims.getStringListClaim("groups"));
        assertThrows(BadJOSEException.class, () -> verifier.process(TestTokens.user(ann.id()), null));
        assertThrows(BadJOSEException.class, () -> verifier.process(TestTokens.algNone(ann.id()), null));
    }

    @Test
    void aClientGetsAToken() throws Exception {
        Made client = make("catalog:write", "analytics:read");
        for (ClientAuthentication authentication : List.of(
                new ClientSecretBasic(new ClientID(client.id()), new Secret(client.secret())),
                new ClientSecretPost(new ClientID(client.id()), new Secret(client.secret())))) {
            AccessTokenResponse answer =
                    ask(authentication, new Scope("catalog:write")).toSuccessResponse();

            var token = answer.getTokens().getBearerAccessToken();
            assertEquals(new Scope("catalog:write"), token.getScope());
            assertEquals(900, token.getLifetime());
            JWTClaimsSet claims = verifier.process(token.getValue(), null);
            assertEquals("client:" + client.id(), claims.getSubject());
            assertEquals("catalog:write", claims.getStringClaim("scope"));
        }
    }

    @Test
    void aClientParsesTheError() throws Exception {
        Made client = make("catalog:write");
        ClientAuthentication wrong = new ClientSecretBasic(new ClientID(client.id()), new Secret("wrong"));
        ClientAuthentication right = new ClientSecretBasic(new ClientID(client.id()), new Secret(client.secret()));

        assertEquals(
                OAuth2Error.INVALID_CLIENT, ask(wrong, null).toErrorResponse().getErrorObject());
        assertEquals(
                OAuth2Error.INVALID_SCOPE,
                ask(right, new Scope("admin")).toErrorResponse().getErrorObject());
    }

    @Test
    void discoveryFindsItsOwnIssuer() throws Exception {
        OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(new Issuer(ISSUER), this::toThisService);

        assertEquals(URI.create(ISSUER + "/.well-known/jwks.json"), metadata.getJWKSetURI());
        assertEquals(List.of(JWSAlgorithm.RS256), metadata.getIDTokenJWSAlgs());
    }

    @Test
    void authorizationServerMetadataFindsItsOwnIssuer() throws Exception {
        AuthorizationServerMetadata metadata =
                AuthorizationServerMetadata.resolve(new Issuer(ISSUER), this::toThisService);

        assertEquals(URI.create(ISSUER + "/v1/auth/token"), metadata.getTokenEndpointURI());
        assertEquals(List.of(GrantType.CLIENT_CREDENTIALS), metadata.getGrantTypes());
        assertTrue(metadata.getTokenEndpointAuthMethods()
                .containsAll(List.of(
                        ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                        ClientAuthenticationMethod.CLIENT_SECRET_POST)));
        assertTrue(metadata.getScopes().contains("catalog:write"));
        assertFalse(metadata.getScopes().contains("admin"));
    }

    /** Redirects the issuer's host to this service, as a gateway would. */
    private void toThisService(HTTPRequest request) {
        request.setProxy(
                new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(service.getHost(), service.getPort())));
    }

    private TokenResponse ask(ClientAuthentication authentication, Scope scope) throws Exception {
        var request = new TokenRequest.Builder(tokens, authentication, new ClientCredentialsGrant());
        var http = (scope == null ? request : request.scope(scope)).build().toHTTPRequest();
        http.setHeader("X-Forwarded-For", Client.randomAddress());
        return TokenResponse.parse(http.send());
    }
}
