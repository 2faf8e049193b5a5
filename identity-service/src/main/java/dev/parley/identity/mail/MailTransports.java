package dev.parley.identity.mail;

import io.vertx.ext.mail.MailClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Selects the transport: the configured mail server, else a folder. */
class MailTransports {

    @Produces
    @ApplicationScoped
    MailTransport transport(
            @ConfigProperty(name = "parley.mail.host") Optional<String> host,
            @ConfigProperty(name = "parley.mail.folder") Path folder,
            @ConfigProperty(name = "parley.mail.from") String from,
            Instance<MailClient> client) {
        MailMessages messages = new MailMessages(from);
        return host.isPresent() ? new SmtpTransport(client.get(), messages) : new MailFolder(folder, messages);
    }
}
