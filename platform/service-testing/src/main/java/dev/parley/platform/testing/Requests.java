package dev.parley.platform.testing;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** Requests to the service under test. A body is JSON unless a test sets another type. */
public final class Requests {

    private Requests() {}

    /** A request without a token. */
    public static RequestSpecification anonymous() {
        return RestAssured.given().contentType(ContentType.JSON);
    }

    /** A request with this access token. */
    public static RequestSpecification as(String token) {
        return anonymous().auth().oauth2(token);
    }
}
