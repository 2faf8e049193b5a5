package dev.parley.cart.cart.http;

import dev.parley.cart.cart.application.AddItem;
import dev.parley.cart.cart.application.ChangeCart;
import dev.parley.cart.cart.application.ChangeCart.Command;
import dev.parley.cart.cart.application.MergeGuestCart;
import dev.parley.cart.cart.application.ReadCart;
import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.platform.http.ETags;
import dev.parley.platform.http.Idempotency;
import dev.parley.platform.http.Preconditions;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.security.Caller;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * The caller's cart: each caller has one, so the path needs no id. Its {@code ETag} is its version; {@code If-Match}
 * guards a change.
 */
@Path("/v1/cart")
@RateLimited("cart")
@Tag(name = "Cart")
@RunOnVirtualThread
class CartResource {

    private final ReadCart readCart;
    private final AddItem addItem;
    private final ChangeCart changeCart;
    private final MergeGuestCart mergeGuestCart;
    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Preconditions preconditions;
    private final CurrencyUnit shopCurrency;

    CartResource(
            ReadCart readCart,
            AddItem addItem,
            ChangeCart changeCart,
            MergeGuestCart mergeGuestCart,
            CurrentCaller caller,
            Idempotency idempotency,
            Preconditions preconditions,
            @ConfigProperty(name = "parley.cart.currency") String shopCurrency) {
        this.readCart = readCart;
        this.addItem = addItem;
        this.changeCart = changeCart;
        this.mergeGuestCart = mergeGuestCart;
        this.caller = caller;
        this.idempotency = idempotency;
        this.preconditions = preconditions;
        this.shopCurrency = CurrencyUnit.of(shopCurrency);
    }

    @GET
    @RolesAllowed({Roles.GUEST, Roles.USER})
    @Operation(
            summary = "Get the current cart",
            description = "The cart is empty, and has no id, until the first item is added.")
    public RestResponse<CartView> get() {
        return answer(readCart.handle(owner()));
    }

    @POST
    @Path("/items")
    @RolesAllowed({Roles.GUEST, Roles.USER})
    @Operation(
            operationId = "addCartItem",
            summary = "Add an item to the cart",
            description = "The quantity is added to that of a line with the same SKU.")
    @ProblemTypes({
        "cart-full",
        "cart-in-checkout",
        "currency-mismatch",
        "precondition-failed",
        "product-unavailable",
        "quantity-too-large",
        "sku-unknown",
        "version-conflict"
    })
    public RestResponse<CartView> add(@NotNull @Valid AddItemRequest request) {
        Cart cart = addItem.handle(
                new AddItem.Command(
                        owner(),
                        request.sku(),
                        request.quantity(),
                        idempotency.act(),
                        new CartId(idempotency.idFor("cart"))),
                preconditions::check);
        return answer(Optional.of(cart));
    }

    @PATCH
    @Path("/items/{sku}")
    @RolesAllowed({Roles.GUEST, Roles.USER})
    @Operation(operationId = "updateCartItem", summary = "Set the quantity of a cart item")
    @ProblemTypes({
        "cart-in-checkout",
        "cart-line-unknown",
        "precondition-failed",
        "quantity-too-large",
        "version-conflict"
    })
    public RestResponse<CartView> update(@PathParam("sku") String sku, @NotNull @Valid ChangeItemRequest request) {
        return answer(
                changeCart.handle(new Command.SetQuantity(owner(), sku, request.quantity()), preconditions::check));
    }

    @DELETE
    @Path("/items/{sku}")
    @RolesAllowed({Roles.GUEST, Roles.USER})
    @Operation(operationId = "removeCartItem", summary = "Remove an item from the cart")
    @ProblemTypes({"cart-in-checkout", "cart-line-unknown", "precondition-failed", "version-conflict"})
    public RestResponse<CartView> remove(@PathParam("sku") String sku) {
        return answer(changeCart.handle(new Command.RemoveLine(owner(), sku), preconditions::check));
    }

    @DELETE
    @RolesAllowed({Roles.GUEST, Roles.USER})
    @Operation(summary = "Remove all items from the cart")
    @ProblemTypes({"cart-in-checkout", "precondition-failed", "version-conflict"})
    public RestResponse<CartView> clear() {
        return answer(changeCart.handle(new Command.Clear(owner()), preconditions::check));
    }

    @POST
    @Path("/merge")
    @RolesAllowed(Roles.USER)
    @Operation(
            summary = "Merge a guest cart into the current cart",
            description =
                    "Guest carts are also merged without this request, moments after the guest signs in. Quantities"
                            + " are capped at the maximum of a line; lines that do not fit are left out.")
    @ProblemTypes({"cart-in-checkout", "guest-not-linked", "version-conflict"})
    public RestResponse<CartView> merge(@RequestBody(required = false) @Valid @Nullable MergeRequest request) {
        Optional<Owner.Guest> guest = Optional.ofNullable(request)
                .flatMap(r -> Optional.ofNullable(r.anonymousId()))
                .map(Owner.Guest::new);
        return answer(mergeGuestCart.handle(new Owner.User(caller.get().id()), guest));
    }

    private Owner owner() {
        Caller who = caller.get();
        return who.isGuest() ? new Owner.Guest(who.id()) : new Owner.User(who.id());
    }

    private RestResponse<CartView> answer(Optional<Cart> cart) {
        return answer(readCart.withFacts(cart));
    }

    private RestResponse<CartView> answer(ReadCart.Reading reading) {
        long version = reading.cart().map(Cart::version).orElse(0L);
        return ResponseBuilder.ok(CartView.from(reading, shopCurrency))
                .header("ETag", ETags.of(version))
                .build();
    }
}
