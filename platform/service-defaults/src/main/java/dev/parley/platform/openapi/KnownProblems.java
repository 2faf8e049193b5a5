package dev.parley.platform.openapi;

import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;

/**
 * The problem types of the code, read from its bytecode: status, slug and title are constants of the constructor calls
 * of {@link Problem} and of the calls of the factories in {@link Problems}, so the code states them once and the
 * document cannot differ.
 */
public final class KnownProblems {

    /**
     * A problem type.
     *
     * @param status the HTTP status of its responses
     * @param detail an example: the detail itself where it is constant, else derived from the title
     */
    record Type(int status, String slug, String title, String detail) {}

    private static final String CONSTRUCTOR = "(ILjava/lang/String;Ljava/lang/String;Ljava/lang/String;)V";
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Map<String, Integer> STATUS_OF_FACTORY =
            Map.of("conflict", 409, "unprocessable", 422, "unauthenticated", 401);
    private static final Set<String> FACTORIES_WITHOUT_TITLE = Set.of("unauthenticated");
    private static final String NO_TITLE = "Not authenticated";

    private final Map<String, Type> types = new TreeMap<>();

    private KnownProblems() {}

    /** Reads the classes of Parley in this index; if several declare a slug, the platform's description wins. */
    static KnownProblems of(IndexView index) {
        return of(index.getKnownClasses().stream()
                .map(ClassInfo::name)
                .map(Object::toString)
                .filter(name -> name.startsWith("dev.parley."))
                .sorted(Comparator.comparing((String name) -> !name.startsWith("dev.parley.platform."))
                        .thenComparing(Comparator.naturalOrder())));
    }

    /** Reads the classes of these names. */
    private static KnownProblems of(Stream<String> classNames) {
        KnownProblems known = new KnownProblems();
        classNames
                .flatMap(name -> read(name).stream())
                .flatMap(type -> type.methods().stream())
                .flatMap(KnownProblems::inMethod)
                .forEach(known::add);
        return known;
    }

    /**
     * The type with this slug.
     *
     * @throws IllegalStateException when the code has no such problem
     */
    Type get(String slug) {
        Type type = types.get(slug);
        if (type == null) {
            throw new IllegalStateException("No code has a problem with the slug " + slug);
        }
        return type;
    }

    /** The slugs of the problems that are created in a method, including its lambdas. */
    public static List<String> madeIn(String className, String method, String descriptor) {
        String lambdas = "lambda$" + method.replaceAll("[<>]", "") + "$";
        return read(className).stream()
                .flatMap(type -> type.methods().stream())
                .filter(code -> code.methodName().stringValue().startsWith(lambdas)
                        || (code.methodName().equalsString(method)
                                && code.methodType().equalsString(descriptor)))
                .flatMap(KnownProblems::inMethod)
                .map(Type::slug)
                .toList();
    }

    private void add(Type type) {
        Type before = types.putIfAbsent(type.slug(), type);
        if (before != null && before.status() != type.status()) {
            throw new IllegalStateException("The slug " + type.slug() + " has two statuses: " + before + ", " + type);
        }
    }

    private static Stream<Type> inMethod(MethodModel method) {
        List<Type> found = new ArrayList<>();
        List<Object> constants = new ArrayList<>();
        method.code()
                .ifPresent(code -> code.forEach(element -> {
                    switch (element) {
                        case ConstantInstruction constant -> constants.add(constant.constantValue());
                        case InvokeInstruction call
                        when makesProblem(call) -> {
                            type(call, constants).ifPresent(found::add);
                            constants.clear();
                        }
                        // The end of a statement: constants pushed before do not belong to the next problem.
                        case InvokeInstruction call
                        when call.typeSymbol().returnType().equals(ConstantDescs.CD_void)
                                && !call.name().equalsString("<init>") -> constants.clear();
                        case StackInstruction stack when stack.opcode() == Opcode.POP -> constants.clear();
                        case BranchInstruction _, ReturnInstruction _, StoreInstruction _, ThrowInstruction _ ->
                            constants.clear();
                        default -> {}
                    }
                }));
        return found.stream();
    }

    private static boolean makesProblem(InvokeInstruction call) {
        if (call.opcode() == Opcode.INVOKESPECIAL) {
            return call.name().equalsString("<init>") && call.type().equalsString(CONSTRUCTOR);
        }
        return call.owner().asInternalName().equals(Problems.class.getName().replace('.', '/'))
                && (STATUS_OF_FACTORY.containsKey(call.name().stringValue())
                        || call.name().equalsString("http"));
    }

    /** Empty where a problem is created from variables: its constants are where that method is called. */
    private static Optional<Type> type(InvokeInstruction call, List<Object> constants) {
        String name = call.name().stringValue();
        List<String> texts = constants.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
        List<Integer> numbers = constants.stream()
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .toList();
        boolean withoutTitle = FACTORIES_WITHOUT_TITLE.contains(name);
        Integer status = STATUS_OF_FACTORY.getOrDefault(name, numbers.isEmpty() ? null : numbers.getFirst());
        if (status == null
                || texts.size() < (withoutTitle ? 1 : 2)
                || !SLUG.matcher(texts.getFirst()).matches()) {
            return Optional.empty();
        }
        String title = withoutTitle ? NO_TITLE : texts.get(1);
        int detail = withoutTitle ? 1 : 2;
        boolean constant = texts.size() > detail && texts.get(detail).endsWith(".");
        return Optional.of(new Type(status, texts.getFirst(), title, constant ? texts.get(detail) : title + "."));
    }

    /** Empty for a class that the build generates. */
    private static Optional<ClassModel> read(String className) {
        String file = className.replace('.', '/') + ".class";
        try (InputStream bytes = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            return bytes == null ? Optional.empty() : Optional.of(ClassFile.of().parse(bytes.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
