import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.context.InternalContextAdapterImpl;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.node.SimpleNode;

/**
 * Times Velocity 1.7 itself, warm, on the templates of a file of JSON lines, with the parsed body at hand in
 * $inputRoot; and all of a request's work: the body parsed by Jackson, a context made, the template rendered. Writes
 * each output to FOLDER/NAME.txt and prints NAME, the shortest and the median time of a render, the shortest of a parse
 * of the template and the shortest of a request, in nanoseconds, parted by tabs.
 */
public final class VelocityBench {
    private static final long WARM_UP = 4_000_000_000L;
    private static final long MEASURED = 3_000_000_000L;

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            Map<?, ?> example = (Map<?, ?>) new Json(line).value();
            String name = (String) example.get("name");
            String template = (String) example.get("template");
            Object body = new Json((String) example.get("body")).value();

            RuntimeInstance velocity = new RuntimeInstance();
            velocity.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
            velocity.setProperty("velocimacro.library", "");
            velocity.init();
            SimpleNode compiled = velocity.parse(new StringReader(template), name);
            VelocityContext context = new VelocityContext();
            context.put("inputRoot", body);
            InternalContextAdapterImpl adapter = new InternalContextAdapterImpl(context);
            compiled.init(adapter, velocity);

            StringWriter first = new StringWriter();
            compiled.render(adapter, first);
            Files.write(folder.resolve(name + ".txt"), first.toString().getBytes(StandardCharsets.UTF_8));

            int length = first.toString().length();
            long[] render = times(() -> {
                StringWriter out = new StringWriter(length);
                compiled.render(adapter, out);
                return out.toString().length();
            });
            long[] parse = times(() -> {
                SimpleNode node = velocity.parse(new StringReader(template), name);
                node.init(adapter, velocity);
                return node.jjtGetNumChildren();
            });
            String text = (String) example.get("body");
            ObjectMapper jackson = new ObjectMapper();
            long[] request = times(() -> {
                VelocityContext own = new VelocityContext();
                own.put("inputRoot", jackson.readValue(text, Object.class));
                StringWriter out = new StringWriter(length);
                compiled.render(new InternalContextAdapterImpl(own), out);
                return out.toString().length();
            });
            System.out.println(name + "\t" + render[0] + "\t" + render[1] + "\t" + parse[0] + "\t" + request[0]);
        }
    }

    private interface Run {
        int run() throws Exception;
    }

    /** The shortest and the median time of one run, over batches, after a warm-up. */
    private static long[] times(Run run) throws Exception {
        long sink = 0;
        for (long end = System.nanoTime() + WARM_UP; System.nanoTime() < end; ) {
            sink += run.run();
        }
        long begin = System.nanoTime();
        int batch = 0;
        while (System.nanoTime() - begin < 200_000) {
            sink += run.run();
            batch++;
        }
        List<Long> times = new ArrayList<>();
        for (long end = System.nanoTime() + MEASURED; System.nanoTime() < end; ) {
            long start = System.nanoTime();
            for (int i = 0; i < batch; i++) {
                sink += run.run();
            }
            times.add((System.nanoTime() - start) / batch);
        }
        if (sink == 42) {
            System.err.println("the results are used");
        }
        times.sort(null);
        return new long[] {times.get(0), times.get(times.size() / 2)};
    }

    /** Strict JSON, as the file has it. */
    private static final class Json {
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Object value() {
            space();
            char c = text.charAt(at);
            if (c == '{') {
                Map<String, Object> map = new LinkedHashMap<>();
                at++;
                for (space(); text.charAt(at) != '}'; space()) {
                    if (text.charAt(at) == ',') {
                        at++;
                        space();
                    }
                    String key = string();
                    space();
                    at++;
                    map.put(key, value());
                }
                at++;
                return map;
            }
            if (c == '[') {
                List<Object> list = new ArrayList<>();
                at++;
                for (space(); text.charAt(at) != ']'; space()) {
                    if (text.charAt(at) == ',') {
                        at++;
                    }
                    list.add(value());
                }
                at++;
                return list;
            }
            if (c == '"') {
                return string();
            }
            int start = at;
            while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(start, at);
            switch (word) {
                case "true":
                    return true;
                case "false":
                    return false;
                case "null":
                    return null;
                default:
                    if (word.matches("-?[0-9]{1,9}")) {
                        return Integer.valueOf(word);
                    }
                    return Double.valueOf(word);
            }
        }

        private void space() {
            while (at < text.length() && text.charAt(at) <= ' ') {
                at++;
            }
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c == '\\') {
                    c = text.charAt(++at);
                    switch (c) {
                        case 'n':
                            c = '\n';
                            break;
                        case 't':
                            c = '\t';
                            break;
                        case 'r':
                            c = '\r';
                            break;
                        case 'u':
                            c = (char) Integer.parseInt(text.substring(at + 1, at + 5), 16);
                            at += 4;
                            break;
                        default:
                    }
                }
                out.append(c);
            }
            at++;
            return out.toString();
        }
    }
}
