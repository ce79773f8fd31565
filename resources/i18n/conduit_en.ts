<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>RunWords</name>
    <message numerus="yes">
        <source>Done: %Ln task(s) enqueued.</source>
        <translation>
            <numerusform>Done: %Ln task enqueued.</numerusform>
            <numerusform>Done: %Ln tasks enqueued.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>acts</name>
    <message numerus="yes">
        <source>%Ln selected task(s)</source>
        <translation>
            <numerusform>%Ln selected task</numerusform>
            <numerusform>%Ln selected tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::ActivityButton</name>
    <message numerus="yes">
        <source>%Ln operation(s) under way</source>
        <translation>
            <numerusform>%Ln operation under way</numerusform>
            <numerusform>%Ln operations under way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::ActivityFeed</name>
    <message numerus="yes">
        <source>Enqueued %Ln task(s) of a file</source>
        <translation>
            <numerusform>Enqueued %Ln task of a file</numerusform>
            <numerusform>Enqueued %Ln tasks of a file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) rejected</source>
        <translation>
            <numerusform>%Ln row rejected</numerusform>
            <numerusform>%Ln rows rejected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::Attention</name>
    <message numerus="yes">
        <source>Worker %1 has been silent for %2 and holds %Ln task(s).</source>
        <translation>
            <numerusform>Worker %1 has been silent for %2 and holds %Ln task.</numerusform>
            <numerusform>Worker %1 has been silent for %2 and holds %Ln tasks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln worker(s) of this computer keep dying. Their logs say why.</source>
        <translation>
            <numerusform>%Ln worker of this computer keeps dying. Its log says why.</numerusform>
            <numerusform>%Ln workers of this computer keep dying. Their logs say why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) of %1 run for more than ten times as long as 95 % of them do, the longest for %2.</source>
        <translation>
            <numerusform>%Ln task of %1 has run for more than ten times as long as 95 % of them do: for %2.</numerusform>
            <numerusform>%Ln tasks of %1 have run for more than ten times as long as 95 % of them do, the longest for %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>So are those of %Ln other(s).</source>
        <translation>
            <numerusform>So is that of %Ln other.</numerusform>
            <numerusform>So are those of %Ln others.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::AttentionList</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::ConsoleTray</name>
    <message numerus="yes">
        <source>%Ln task(s) died in the last minute.</source>
        <translation>
            <numerusform>%Ln task died in the last minute.</numerusform>
            <numerusform>%Ln tasks died in the last minute.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::EnqueueUndo</name>
    <message numerus="yes">
        <source>%Ln had begun already.</source>
        <translation>
            <numerusform>%Ln had begun already.</numerusform>
            <numerusform>%Ln had begun already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::EventExports</name>
    <message numerus="yes">
        <source>%Ln event(s) exported to %1</source>
        <translation>
            <numerusform>%Ln event exported to %1</numerusform>
            <numerusform>%Ln events exported to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::GradualRetryDialog</name>
    <message numerus="yes">
        <source>Retry %Ln dead task(s) of type %1</source>
        <translation>
            <numerusform>Retry %Ln dead task of type %1</numerusform>
            <numerusform>Retry %Ln dead tasks of type %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::JsonTreeModel</name>
    <message numerus="yes">
        <source>%Ln member(s)</source>
        <translation>
            <numerusform>%Ln member</numerusform>
            <numerusform>%Ln members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln element(s)</source>
        <translation>
            <numerusform>%Ln element</numerusform>
            <numerusform>%Ln elements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::KeepPreview</name>
    <message numerus="yes">
        <source>Then about %Ln task(s) are deleted for good, but those whose type or queue says otherwise.</source>
        <translation>
            <numerusform>Then about %Ln task is deleted for good, unless its type or queue says otherwise.</numerusform>
            <numerusform>Then about %Ln tasks are deleted for good, but those whose type or queue says otherwise.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Then more than %Ln task(s) are deleted for good, but those whose type or queue says otherwise.</source>
        <translation>
            <numerusform>Then more than %Ln task is deleted for good, but those whose type or queue says otherwise.</numerusform>
            <numerusform>Then more than %Ln tasks are deleted for good, but those whose type or queue says otherwise.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Then about %Ln task(s) in the trash are deleted for good.</source>
        <translation>
            <numerusform>Then about %Ln task in the trash is deleted for good.</numerusform>
            <numerusform>Then about %Ln tasks in the trash are deleted for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Then more than %Ln task(s) in the trash are deleted for good.</source>
        <translation>
            <numerusform>Then more than %Ln task in the trash is deleted for good.</numerusform>
            <numerusform>Then more than %Ln tasks in the trash are deleted for good.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::LogView</name>
    <message numerus="yes">
        <source>… %Ln line(s) came too fast to be shown here</source>
        <translation>
            <numerusform>… %Ln line came too fast to be shown here</numerusform>
            <numerusform>… %Ln lines came too fast to be shown here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::ManyCheckPage</name>
    <message numerus="yes">
        <source>Enqueue %Ln task(s)</source>
        <translation>
            <numerusform>Enqueue %Ln task</numerusform>
            <numerusform>Enqueue %Ln tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::ManyFilePage</name>
    <message numerus="yes">
        <source>The first %Ln row(s). Does this look right?</source>
        <translation>
            <numerusform>The first row. Does this look right?</numerusform>
            <numerusform>The first %Ln rows. Does this look right?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::ManyRunPage</name>
    <message numerus="yes">
        <source>%Ln row(s) saved to %1</source>
        <translation>
            <numerusform>%Ln row saved to %1</numerusform>
            <numerusform>%Ln rows saved to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %Ln task(s)?</source>
        <translation>
            <numerusform>Cancel %Ln task?</numerusform>
            <numerusform>Cancel %Ln tasks?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %Ln task(s)</source>
        <translation>
            <numerusform>Cancel %Ln task</numerusform>
            <numerusform>Cancel %Ln tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::QueueDeletion</name>
    <message numerus="yes">
        <source>%Ln task(s) lie in it, all in the trash. Delete them there for good first.</source>
        <translation>
            <numerusform>%Ln task lies in it, in the trash. Delete it there for good first.</numerusform>
            <numerusform>%Ln tasks lie in it, all in the trash. Delete them there for good first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) lie in it. Delete them first, then also from the trash.</source>
        <translation>
            <numerusform>%Ln task lies in it. Delete it first, then also from the trash.</numerusform>
            <numerusform>%Ln tasks lie in it. Delete them first, then also from the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::QueueTaskActs</name>
    <message numerus="yes">
        <source>%Ln task(s) wait in it. Those that run or have ended stay.</source>
        <translation>
            <numerusform>%Ln task waits in it. Those that run or have ended stay.</numerusform>
            <numerusform>%Ln tasks wait in it. Those that run or have ended stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::SavedFilterMenu</name>
    <message numerus="yes">
        <source>%Ln filter(s) imported</source>
        <translation>
            <numerusform>%Ln filter imported</numerusform>
            <numerusform>%Ln filters imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln filter(s) exported to %1</source>
        <translation>
            <numerusform>%Ln filter exported to %1</numerusform>
            <numerusform>%Ln filters exported to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskExports</name>
    <message numerus="yes">
        <source>%Ln task(s) exported to %1</source>
        <translation>
            <numerusform>%Ln task exported to %1</numerusform>
            <numerusform>%Ln tasks exported to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskListPane</name>
    <message numerus="yes">
        <source>There are %Ln task(s) in all.</source>
        <translation>
            <numerusform>There is %Ln task in all.</numerusform>
            <numerusform>There are %Ln tasks in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::TypesPage</name>
    <message numerus="yes">
        <source>Its %Ln task(s) stay.</source>
        <translation>
            <numerusform>Its %Ln task stays.</numerusform>
            <numerusform>Its %Ln tasks stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::WindowPages</name>
    <message numerus="yes">
        <source>Enqueued %Ln task(s)</source>
        <translation>
            <numerusform>Enqueued %Ln task</numerusform>
            <numerusform>Enqueued %Ln tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) are dead.</source>
        <translation>
            <numerusform>%Ln task is dead.</numerusform>
            <numerusform>%Ln tasks are dead.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln local worker(s) keep dying.</source>
        <translation>
            <numerusform>%Ln local worker keeps dying.</numerusform>
            <numerusform>%Ln local workers keep dying.</numerusform>
        </translation>
    </message>
</context>
</TS>
