using System.Collections.Concurrent;
using Assay.Core.Progress;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Assay.Cli.Output;

/// <summary>Progress as a bar for each stage with rate, loss and time left, on a terminal.</summary>
internal sealed class BarProgress : IProgress<ProgressReport>
{
    private readonly ProgressContext _context;
    private readonly DetailsColumn _details;
    private readonly Lock _lock = new();
    private ProgressTask? _task;
    private string _stage = "";

    private BarProgress(ProgressContext context, DetailsColumn details)
    {
        _context = context;
        _details = details;
    }

    /// <summary>Does the work under a bar.</summary>
    public static T Run<T>(Func<IProgress<ProgressReport>?, T> work, TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Interactive = InteractionSupport.Yes });
        var details = new DetailsColumn();
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), details)
            .Start(context =>
            {
                var bar = new BarProgress(context, details);
                var result = work(bar);
                bar._task?.StopTask();
                return result;
            });
    }

    /// <inheritdoc/>
    public void Report(ProgressReport value)
    {
        lock (_lock)
        {
            if (_task is null || _stage != value.Stage)
            {
                _task?.StopTask();
                _stage = value.Stage;
                _task = _context.AddTask(Markup.Escape(value.Stage), autoStart: true, maxValue: value.Total is { } total and > 0 ? total : 1);
            }

            _task.IsIndeterminate = value.Total is null;
            if (value.Total is { } known and > 0) _task.MaxValue = known;
            _task.Value = value.Total is null ? 0 : value.Done;
            _details.Texts[_task.Id] = ProgressText.Details(value);
        }
    }

    private sealed class DetailsColumn : ProgressColumn
    {
        public ConcurrentDictionary<int, string> Texts { get; } = new();

        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(Texts.GetValueOrDefault(task.Id, ""));
    }
}
