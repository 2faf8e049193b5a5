package dev.parley.platform.security;

/** The roles a token may carry in {@code groups}. */
public final class Roles {

    public static final String GUEST = "guest";
    public static final String USER = "user";
    public static final String SALESPERSON = "salesperson";
    public static final String MANAGER = "manager";
    public static final String ADMIN = "admin";
    public static final String SERVICE = "service";

    private Roles() {}
}
