package dev.parley.platform.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeAnnotation;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The regular expressions of a class: those in static fields, in calls of {@code String} and {@code Pattern}, and in
 * {@code @Text}. Reports which take more than linear time ({@link RegexGrowth}), which are only known at run time, and
 * where a constraint matches a text of any length.
 */
final class Regexes {

    private static final String TEXT = "Ldev/parley/platform/http/Text;";
    private static final Set<String> OF_ANY_LENGTH = Set.of(
            "Ljakarta/validation/constraints/Pattern;",
            "Ljakarta/validation/constraints/Email;",
            "Lorg/hibernate/validator/constraints/URL;");
    private static final Set<String> OF_STRING = Set.of("matches", "replaceAll", "replaceFirst", "split");

    private final JavaClass type;
    private final List<String> problems = new ArrayList<>();

    private Regexes(JavaClass type) {
        this.type = type;
    }

    /** Each as {@code Class.member: what is wrong}. */
    static List<String> problems(JavaClass type) {
        Regexes regexes = new Regexes(type);
        if (type.getSource().isPresent()) {
            regexes.read();
        }
        return regexes.problems;
    }

    private void read() {
        type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
                        && field.getRawType().isEquivalentTo(Pattern.class))
                .forEach(this::field);
        ClassModel model = parse();
        for (FieldModel field : model.fields()) {
            constraints(field.fieldName().stringValue(), field);
        }
        for (MethodModel method : model.methods()) {
            String name = method.methodName().stringValue();
            constraints(name, method);
            method.findAttribute(Attributes.runtimeVisibleParameterAnnotations())
                    .ifPresent(all -> all.parameterAnnotations().forEach(of -> of.forEach(a -> constraint(name, a))));
            method.code().ifPresent(code -> calls(name, code.elementList()));
        }
    }

    private ClassModel parse() {
        try (InputStream bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return ClassFile.of().parse(bytes.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void field(JavaField field) {
        try {
            Field reflected = field.reflect();
            reflected.setAccessible(true);
            judge(field.getName(), (Pattern) reflected.get(null), RegexGrowth::whenSearched);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void constraints(String member, AttributedElement element) {
        Stream.concat(
                        element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                                .flatMap(all -> all.annotations().stream()),
                        element.findAttribute(Attributes.runtimeVisibleTypeAnnotations()).stream()
                                .flatMap(all -> all.annotations().stream())
                                .map(TypeAnnotation::annotation))
                .forEach(annotation -> constraint(member, annotation));
    }

    private void constraint(String member, Annotation annotation) {
        String name = annotation.className().stringValue();
        if (OF_ANY_LENGTH.contains(name)) {
            problem(
                    member,
                    name.substring(name.lastIndexOf('/') + 1, name.length() - 1)
                            + " matches a text of any length; use @Text");
        }
        if (name.equals(TEXT)) {
            for (AnnotationElement element : annotation.elements()) {
                if (element.name().equalsString("pattern")
                        && element.value() instanceof AnnotationValue.OfString regex) {
                    judge(member, Pattern.compile(regex.stringValue()), RegexGrowth::whenMatched);
                }
            }
        }
    }

    private void calls(String method, List<CodeElement> code) {
        List<CodeElement> instructions =
                code.stream().filter(Instruction.class::isInstance).toList();
        for (int i = 0; i < instructions.size(); i++) {
            if (instructions.get(i) instanceof InvokeInstruction call) {
                String owner = call.owner().asInternalName();
                String name = call.name().stringValue();
                boolean compiled = owner.equals("java/util/regex/Pattern") && name.equals("compile");
                if (compiled && !method.equals("<clinit>")
                        || owner.equals("java/util/regex/Pattern") && name.equals("matches")
                        || owner.equals("java/lang/String") && OF_STRING.contains(name)) {
                    call(method, call, instructions.subList(0, i));
                }
            }
        }
    }

    /**
     * The expression is the only argument, or precedes one that is loaded by one instruction; otherwise it is unknown.
     */
    private void call(String method, InvokeInstruction call, List<CodeElement> before) {
        String name = call.name().stringValue();
        int arguments = call.typeSymbol().parameterCount();
        Optional<String> regex = constant(before, arguments);
        if (regex.isEmpty()) {
            problem(method, "the expression of " + name + " is only known at run time");
            return;
        }
        judge(
                method,
                Pattern.compile(regex.get()),
                name.equals("matches") ? RegexGrowth::whenMatched : RegexGrowth::whenSearched);
    }

    private static Optional<String> constant(List<CodeElement> before, int arguments) {
        int at = before.size() - arguments;
        return at >= 0
                        && before.get(at) instanceof ConstantInstruction constant
                        && constant.constantValue() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    private void judge(String member, @Nullable Pattern pattern, Function<Pattern, Optional<String>> growth) {
        if (pattern != null) {
            growth.apply(pattern).ifPresent(why -> problem(member, why + ": " + pattern.pattern()));
        }
    }

    private void problem(String member, String what) {
        problems.add(type.getName() + "." + member + ": " + what);
    }
}
