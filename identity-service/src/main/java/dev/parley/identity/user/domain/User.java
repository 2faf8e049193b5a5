package dev.parley.identity.user.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A user account. {@link Users#save} stores state and events in one write. */
public final class User {

    /** How long a deleted account is kept before it is purged. */
    public static final Duration KEPT_AFTER_DELETION = Duration.ofDays(30);

    /**
     * The hash of an account without a password: well-formed, and no password matches it. Comparing with it takes as
     * long as with any other.
     */
    public static final String NO_PASSWORD = "$2a$12$" + ".".repeat(53);

    private final UserId id;
    private Email email;
    private @Nullable EmailChange emailChange;
    private final Instant registeredAt;
    private boolean emailVerified;
    private @Nullable Username username;
    private String passwordHash;
    private Set<Role> roles;
    private UserStatus status;
    private Profile profile;
    private Preferences preferences;
    private EditorSettings editorSettings;
    private AddressBook addresses;
    private Subscription subscription;
    private Instant updatedAt;
    private @Nullable Instant lastLoginAt;
    private @Nullable Instant deletedAt;
    private long version;
    private boolean changed;
    private final List<UserEvent> events = new ArrayList<>();

    /**
     * An account as it is stored.
     *
     * @param version counts the stored changes; 0 before the first
     */
    public record State(
            UserId id,
            long version,
            Email email,
            @Nullable EmailChange emailChange,
            boolean emailVerified,
            @Nullable Username username,
            String passwordHash,
            Set<Role> roles,
            UserStatus status,
            Profile profile,
            Preferences preferences,
            EditorSettings editorSettings,
            AddressBook addresses,
            Subscription subscription,
            Instant registeredAt,
            Instant updatedAt,
            @Nullable Instant lastLoginAt,
            @Nullable Instant deletedAt) {

        public State {
            roles = Set.copyOf(roles);
        }

        /** Omits personal data, because this may be logged. */
        @Override
        public String toString() {
            return "User[" + id + "]";
        }
    }

    private User(State state) {
        id = state.id;
        version = state.version;
        email = state.email;
        emailChange = state.emailChange;
        registeredAt = state.registeredAt;
        emailVerified = state.emailVerified;
        username = state.username;
        passwordHash = state.passwordHash;
        roles = state.roles;
        status = state.status;
        profile = state.profile;
        preferences = state.preferences;
        editorSettings = state.editorSettings;
        addresses = state.addresses;
        subscription = state.subscription;
        updatedAt = state.updatedAt;
        lastLoginAt = state.lastLoginAt;
        deletedAt = state.deletedAt;
    }

    /** A new account on the free plan; the display name defaults to the local part of its e-mail address. */
    public static User register(
            UserId id,
            Email email,
            Optional<Username> username,
            Optional<String> displayName,
            String passwordHash,
            Set<Role> roles,
            Instant now) {
        User user = new User(new State(
                id,
                0,
                email,
                null,
                false,
                username.orElse(null),
                passwordHash,
                roles,
                UserStatus.ACTIVE,
                Profile.of(displayName.orElseGet(email::localPart)),
                Preferences.DEFAULT,
                EditorSettings.DEFAULT,
                AddressBook.EMPTY,
                Subscription.free(now),
                now,
                now,
                null,
                null));
        user.record(new UserEvent.Registered(now));
        return user;
    }

    /** The account with this stored state. */
    public static User restore(State state) {
        return new User(state);
    }

    public void changeProfile(Profile profile, Instant now) {
        if (!profile.equals(this.profile)) {
            this.profile = profile;
            updated("profile", now);
        }
    }

    public void changePreferences(Preferences preferences, Instant now) {
        if (!preferences.equals(this.preferences)) {
            this.preferences = preferences;
            updated("preferences", now);
        }
    }

    public void changeEditorSettings(EditorSettings editorSettings, Instant now) {
        if (!editorSettings.equals(this.editorSettings)) {
            this.editorSettings = editorSettings;
            updated("editorSettings", now);
        }
    }

    /** Sets, replaces or removes the username. */
    public void changeUsername(Optional<Username> username, Instant now) {
        if (!username.equals(Optional.ofNullable(this.username))) {
            this.username = username.orElse(null);
            updated("username", now);
        }
    }

    /** @throws UserProblem.AddressBookFull when the address book is full */
    public void putAddress(String id, Address address, boolean asDefault, Instant now) {
        changeAddresses(addresses.with(id, address, asDefault), now);
    }

    public void removeAddress(String id, Instant now) {
        changeAddresses(addresses.without(id), now);
    }

    private void changeAddresses(AddressBook addresses, Instant now) {
        if (!addresses.equals(this.addresses)) {
            this.addresses = addresses;
            updated("addresses", now);
        }
    }

    /** A password change publishes no event. */
    public void changePassword(String passwordHash, Instant now) {
        this.passwordHash = passwordHash;
        changed(now);
    }

    /** Marks the address as verified. */
    public void verifyEmail(Instant now) {
        if (!emailVerified) {
            emailVerified = true;
            updated("emailVerified", now);
        }
    }

    /**
     * Requests a change of the address, replacing an earlier request. A current address that was never verified is not
     * asked to confirm it.
     *
     * @throws UserProblem.EmailUnchanged when it is the account's address
     */
    public EmailChange requestEmailChange(String changeId, Email to, Instant now) {
        if (to.key().equals(email.key())) {
            throw new UserProblem.EmailUnchanged();
        }
        Set<EmailChange.End> ends =
                emailVerified ? EnumSet.allOf(EmailChange.End.class) : EnumSet.of(EmailChange.End.NEW);
        emailChange = new EmailChange(changeId, to, now, ends);
        changed(now);
        return emailChange;
    }

    /** The pending change, if it has not expired. */
    public Optional<EmailChange> pendingEmailChange(Instant now) {
        return Optional.ofNullable(emailChange).filter(change -> change.isPending(now));
    }

    /**
     * Confirms the change at one address; with the last confirmation the account has the new address, verified.
     *
     * @return the change as it is now
     * @throws UserProblem.NoEmailChange when none is pending
     */
    public EmailChange confirmEmailChange(EmailChange.End end, Instant now) {
        EmailChange confirmed = pendingEmailChange(now)
                .orElseThrow(UserProblem.NoEmailChange::new)
                .confirmedBy(end);
        emailChange = confirmed;
        changed(now);
        if (confirmed.awaited().isEmpty()) {
            email = confirmed.to();
            emailChange = null;
            updated("email", now);
            verifyEmail(now);
        }
        return confirmed;
    }

    /** @throws UserProblem.NoEmailChange when none is pending */
    public void cancelEmailChange(Instant now) {
        if (pendingEmailChange(now).isEmpty()) {
            throw new UserProblem.NoEmailChange();
        }
        emailChange = null;
        changed(now);
    }

    /**
     * Gives the account to the owner of its address: any person may have registered with it, so everything the
     * registrant set up is removed, including the password. What administrators have set stays. Changes nothing once
     * the address is verified.
     */
    public void claim(Instant now) {
        if (emailVerified) {
            return;
        }
        verifyEmail(now);
        emailChange = null;
        passwordHash = NO_PASSWORD;
        changeUsername(Optional.empty(), now);
        changeProfile(Profile.of(email.localPart()), now);
        changePreferences(Preferences.DEFAULT, now);
        changeEditorSettings(EditorSettings.DEFAULT, now);
        changeAddresses(AddressBook.EMPTY, now);
    }

    /** @throws UserProblem.InvalidCredentials when the account is not active: the same as for a wrong password */
    public void signIn(Instant now) {
        if (!isActive()) {
            throw new UserProblem.InvalidCredentials();
        }
        lastLoginAt = now;
        record(new UserEvent.SignedIn(now));
    }

    /** @param roles {@link Role#USER} among them */
    public void changeRoles(Set<Role> roles, Instant now) {
        if (!roles.contains(Role.USER)) {
            throw new IllegalArgumentException("Without the role of every account");
        }
        if (!roles.equals(this.roles)) {
            this.roles = Set.copyOf(roles);
            updated("roles", now);
        }
    }

    public void subscribe(Subscription subscription, Instant now) {
        if (!subscription.equals(this.subscription)) {
            this.subscription = subscription;
            updated("subscription", now);
        }
    }

    /**
     * Refuses sign-ins until it is reactivated.
     *
     * @throws UserProblem.UserDeleted when it is deleted
     */
    public void suspend(Instant now) {
        refuseDeleted();
        if (status != UserStatus.SUSPENDED) {
            status = UserStatus.SUSPENDED;
            changed(now);
            record(new UserEvent.Suspended(now));
        }
    }

    /** @throws UserProblem.UserDeleted when it is deleted */
    public void reactivate(Instant now) {
        refuseDeleted();
        if (status != UserStatus.ACTIVE) {
            status = UserStatus.ACTIVE;
            updated("status", now);
        }
    }

    /**
     * Refuses sign-ins permanently; {@link #KEPT_AFTER_DELETION} later it is {@linkplain #purge purged}. Idempotent.
     */
    public void delete(Instant now) {
        if (status != UserStatus.DELETED) {
            status = UserStatus.DELETED;
            deletedAt = now;
            changed(now);
            record(new UserEvent.Deleted(now));
        }
    }

    /** Restores roles and status when a change is undone. */
    public void restoreAccess(State before, Instant now) {
        changeRoles(before.roles, now);
        if (status != before.status) {
            status = before.status;
            deletedAt = before.deletedAt;
            updated("status", now);
        }
    }

    /**
     * Requests that every service erases its person; {@link Users#purge} removes its state.
     *
     * @param guests the anonymous ids that were linked to this account
     */
    public void purge(List<String> guests, Instant now) {
        if (status != UserStatus.DELETED) {
            throw new IllegalStateException("Only a deleted account can be purged");
        }
        record(new UserEvent.Purged(guests, now));
    }

    private void refuseDeleted() {
        if (status == UserStatus.DELETED) {
            throw new UserProblem.UserDeleted();
        }
    }

    private void changed(Instant now) {
        updatedAt = now;
        changed = true;
    }

    private void record(UserEvent event) {
        events.add(event);
        changed = true;
    }

    /** Records one event, however many parts change. */
    private void updated(String part, Instant now) {
        changed(now);
        List<String> parts = new ArrayList<>();
        if (!events.isEmpty() && events.getLast() instanceof UserEvent.Updated earlier) {
            parts.addAll(earlier.changed());
            events.removeLast();
        }
        parts.add(part);
        record(new UserEvent.Updated(parts, now));
    }

    public boolean isActive() {
        return status == UserStatus.ACTIVE;
    }

    public boolean isActiveAdministrator() {
        return isActive() && roles.contains(Role.ADMIN);
    }

    public UserId id() {
        return id;
    }

    /** The address and the names, which a password must not contain. */
    public List<String> names() {
        return Stream.of(
                        email.value(),
                        username == null ? null : username.value(),
                        profile.displayName(),
                        profile.firstName(),
                        profile.lastName())
                .filter(Objects::nonNull)
                .toList();
    }

    public long version() {
        return version;
    }

    /** Whether there is something to save: a new password is a change without an event. */
    public boolean isChanged() {
        return changed;
    }

    /** The repository has stored this state and these events. */
    public void saved() {
        version++;
        changed = false;
        events.clear();
    }

    public State state() {
        return new State(
                id,
                version,
                email,
                emailChange,
                emailVerified,
                username,
                passwordHash,
                roles,
                status,
                profile,
                preferences,
                editorSettings,
                addresses,
                subscription,
                registeredAt,
                updatedAt,
                lastLoginAt,
                deletedAt);
    }

    /** The events since it was registered or loaded. */
    public List<UserEvent> events() {
        return List.copyOf(events);
    }
}
