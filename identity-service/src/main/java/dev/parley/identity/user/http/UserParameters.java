package dev.parley.identity.user.http;

import dev.parley.identity.user.domain.Plan;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.UserFilter;
import dev.parley.identity.user.domain.UserStatus;
import dev.parley.platform.WireName;
import dev.parley.platform.http.Text;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The conditions of an administrator's search for accounts. */
public class UserParameters {

    @QueryParam("email")
    @Parameter(description = "An address or its prefix, ignoring case")
    @Size(max = 254)
    @Nullable
    String email;

    @QueryParam("role")
    @Text(max = 20, pattern = AdministerUserRequest.ROLES, message = AdministerUserRequest.NO_ROLE)
    @Nullable
    String role;

    @QueryParam("status")
    @Text(max = 20, pattern = "active|suspended|deleted", message = "must be one of active, suspended, deleted")
    @Nullable
    String status;

    @QueryParam("plan")
    @Text(max = 20, pattern = AdministerUserRequest.PLANS, message = AdministerUserRequest.NO_PLAN)
    @Nullable
    String plan;

    @QueryParam("dealership")
    @Size(max = 100)
    @Nullable
    String dealership;

    UserFilter toFilter() {
        return new UserFilter(
                Optional.ofNullable(email).filter(beginning -> !beginning.isBlank()),
                Optional.ofNullable(role).map(name -> WireName.read(Role.class, name)),
                Optional.ofNullable(status).map(name -> WireName.read(UserStatus.class, name)),
                Optional.ofNullable(plan).map(name -> WireName.read(Plan.class, name)),
                Optional.ofNullable(dealership).filter(name -> !name.isBlank()));
    }
}
