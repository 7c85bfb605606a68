package bottega.networks.trace;

import ai.djl.nn.AbstractBaseBlock;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.util.Pair;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from the traced block to the one at work, read from the stack: by the name of the child where a block has one
 * child of the class that runs, by the class from where on it has several.
 */
final class BlockPath {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Block root;

    BlockPath(Block root) {
        this.root = root;
    }

    String current() {
        var path = new StringBuilder(root.getClass().getSimpleName());
        List<Class<?>> running = WALKER.walk(frames -> running(frames.toList().reversed()));
        Block parent = root;
        for (Class<?> type : running.subList(Math.min(1, running.size()), running.size())) {
            Pair<String, Block> child = parent == null ? null : onlyChild(parent, type);
            path.append('/').append(child == null ? type.getSimpleName() : child.getKey());
            parent = child == null ? null : child.getValue();
        }
        return path.toString();
    }

    /** The classes of the blocks on the stack, outermost first; frames likewise. */
    private static List<Class<?>> running(List<StackFrame> frames) {
        var classes = new ArrayList<Class<?>>();
        boolean entered = false;
        for (StackFrame frame : frames) {
            Class<?> type = frame.getDeclaringClass();
            if (!Block.class.isAssignableFrom(type)) {
                continue;
            }
            if (frame.getMethodName().equals("forward")) {
                entered = true;
            }
            if (type == AbstractBaseBlock.class || type == AbstractBlock.class || type == Block.class) {
                continue;
            }
            if (entered) {
                classes.add(type);
                entered = false;
            } else if (!classes.isEmpty() && classes.getLast().isAssignableFrom(type)) {
                // The computation of a subclass, called by that of its superclass.
                classes.set(classes.size() - 1, type);
            }
        }
        return classes;
    }

    private static Pair<String, Block> onlyChild(Block parent, Class<?> type) {
        Pair<String, Block> found = null;
        for (Pair<String, Block> child : parent.getChildren()) {
            if (type.isInstance(child.getValue())) {
                if (found != null) {
                    return null;
                }
                found = child;
            }
        }
        return found;
    }
}
