package dev.parley.identity.user.http;

import dev.parley.identity.user.application.ChangeUser;
import dev.parley.identity.user.application.FindUser;
import dev.parley.identity.user.domain.AddressBook;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.http.Idempotency;
import dev.parley.platform.http.Page;
import dev.parley.platform.http.Preconditions;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The caller's address book. */
@Path("/v1/users/me/addresses")
@RateLimited("account-change")
@RolesAllowed({Roles.USER, Roles.SALESPERSON, Roles.MANAGER, Roles.ADMIN})
@RunOnVirtualThread
@Tag(name = "Users")
public class AddressResource {

    private final FindUser findUser;
    private final ChangeUser changeUser;
    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Preconditions preconditions;

    AddressResource(
            FindUser findUser,
            ChangeUser changeUser,
            CurrentCaller caller,
            Idempotency idempotency,
            Preconditions preconditions) {
        this.findUser = findUser;
        this.changeUser = changeUser;
        this.caller = caller;
        this.idempotency = idempotency;
        this.preconditions = preconditions;
    }

    @GET
    @RateLimited("account")
    @Operation(
            summary = "List the caller's addresses",
            description = "Oldest first; at most 20 addresses, on one page.")
    @ProblemTypes("not-found")
    public Page<AddressView> list() {
        AddressBook book = findUser.handle(self()).state().addresses();
        return new Page<>(
                book.entries().stream()
                        .map(entry -> AddressView.from(entry, book))
                        .toList(),
                null);
    }

    @POST
    @Operation(summary = "Add an address", description = "If-Match takes the version of the account.")
    @APIResponse(
            responseCode = "201",
            description = "The address",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = AddressView.class)))
    @ProblemTypes({"address-book-full", "not-found", "precondition-failed", "version-conflict"})
    public RestResponse<AddressView> add(@NotNull @Valid AddressRequest request) {
        String id = idempotency.idFor("address");
        AddressView added = put(id, request, false);
        return ResponseBuilder.<AddressView>created(URI.create("/v1/users/me/addresses/" + id))
                .entity(added)
                .build();
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Replace an address", description = "If-Match takes the version of the account.")
    @APIResponse(responseCode = "200", description = "The address after the change")
    @ProblemTypes({"address-book-full", "precondition-failed", "version-conflict"})
    public AddressView update(@PathParam("id") String id, @NotNull @Valid AddressRequest request) {
        return put(id, request, true);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Remove an address", description = "Orders keep their copy of the address.")
    @APIResponse(responseCode = "204", description = "The address is removed")
    @ProblemTypes({"precondition-failed", "version-conflict"})
    public void remove(@PathParam("id") String id) {
        changeUser.handle(
                self(),
                (user, now) -> {
                    refuseUnknown(id, user);
                    user.removeAddress(id, now);
                },
                preconditions::check);
    }

    private AddressView put(String id, AddressRequest request, boolean mustExist) {
        AddressBook book = changeUser
                .handle(
                        self(),
                        (user, now) -> {
                            if (mustExist) {
                                refuseUnknown(id, user);
                            }
                            user.putAddress(id, request.toDomain(), request.asDefault(), now);
                        },
                        preconditions::check)
                .state()
                .addresses();
        return AddressView.from(book.find(id).orElseThrow(() -> Problems.notFound("address")), book);
    }

    private static void refuseUnknown(String id, User user) {
        if (user.state().addresses().find(id).isEmpty()) {
            throw Problems.notFound("address");
        }
    }

    private UserId self() {
        return new UserId(caller.get().id());
    }
}
